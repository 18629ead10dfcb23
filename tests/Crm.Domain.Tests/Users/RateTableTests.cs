using Crm.Domain.Users;

namespace Crm.Domain.Tests.Users;

public sealed class RateTableTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20), Monday = new(2026, 11, 23);
    private readonly RateTable table = new("RUB", [A.Rate("USD", Friday, 90m), A.Rate("USD", Monday, 100m), A.Rate("EUR", Friday, 110m)]);

    [Fact]
    public void The_rate_of_the_date_counts() => Assert.Equal(new Money(1_000_000, "RUB"), table.ToReport(new Money(10_000, "USD"), Monday));

    [Fact]
    public void Over_a_weekend_the_last_rate_holds() => Assert.Equal(new Money(900_000, "RUB"), table.ToReport(new Money(10_000, "USD"), new(2026, 11, 22)));

    [Fact]
    public void Two_currencies_convert_through_the_report_currency() =>
        Assert.Equal(new Money(11_000, "USD"), table.Convert(new Money(10_000, "EUR"), "USD", Monday));

    [Fact]
    public void A_missing_rate_is_refused() =>
        Assert.Equal("CUR-001", Assert.Throws<DomainException>(() => table.ToReport(new Money(1, "USD"), new(2026, 11, 19))).Code);

    [Fact]
    public void Today_is_the_companys_date()
    {
        var company = Company.Found("North", "Asia/Vladivostok", "RUB", null, A.Cause(), A.Now);

        Assert.Equal(new DateOnly(2026, 11, 24), company.Today(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero)));
    }
}
