using System.Globalization;
using CsCheck;

namespace Crm.Domain.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void A_shared_sum_gives_the_remainder_to_the_largest_fractions()
    {
        Assert.Equal([3334, 3333, 3333], Money.Share(10_000, [1, 1, 1]));
        Assert.Equal([40_001, 10_000, 10_000, 40_000], Money.Share(100_001, [40, 10, 10, 40]));
    }

    [Fact]
    public void The_parts_of_a_shared_sum_always_add_up() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Decimal[0m, 1000m].Array[1, 12])
            .Where(input => input.Item2.Sum() > 0)
            .Sample((minor, weights) => Money.Share(minor, weights).Sum() == minor);

    [Theory]
    [InlineData("10.5", "EUR", 1050)]
    [InlineData("10", "JPY", 10)]
    [InlineData("1.234", "KWD", 1234)]
    public void An_amount_has_the_decimals_of_its_currency(string amount, string currency, long minor) =>
        Assert.Equal(minor, Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency).Minor);

    [Theory]
    [InlineData("10.555", "EUR")]
    [InlineData("10.5", "JPY")]
    public void More_decimals_than_the_currency_has_are_refused(string amount, string currency)
    {
        var refused = Assert.Throws<DomainException>(() => Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency));

        Assert.Equal("GEN-005", refused.Code);
    }

    [Theory]
    [InlineData("1 234,50", "ru-RU", 123450)]
    [InlineData("1\u00a0234,5", "ru-RU", 123450)]
    [InlineData("1,234.50", "en-GB", 123450)]
    public void An_amount_is_read_as_its_language_writes_it(string text, string culture, long minor) =>
        Assert.Equal(minor, Money.Parse(text, "RUB", CultureInfo.GetCultureInfo(culture)).Minor);

    [Fact]
    public void A_computed_amount_rounds_half_away_from_zero()
    {
        Assert.Equal(13, Money.Round(0.125m, "EUR").Minor);
        Assert.Equal(-13, Money.Round(-0.125m, "EUR").Minor);
    }

    [Fact]
    public void Amounts_of_two_currencies_do_not_add() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, "EUR") + new Money(1, "RUB"));
}
