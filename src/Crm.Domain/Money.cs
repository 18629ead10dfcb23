using System.Globalization;

namespace Crm.Domain;

/// <summary>An amount in minor units of one currency. Sums only within a currency (F-01).</summary>
public readonly record struct Money(long Minor, string Currency)
{
    private const decimal Largest = 1_000_000_000_000_000m;

    private static readonly HashSet<string> Whole =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> Thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static bool IsCurrency(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    public static int Decimals(string currency) => Whole.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;

    public decimal Amount => Minor / Scale(Currency);

    /// <summary>An amount as people write it; more decimals than the currency has are refused (GEN-005), never rounded.</summary>
    public static Money Of(decimal amount, string currency, string field = "amount")
    {
        if (!IsCurrency(currency)) throw DomainException.For("GEN-003", "currency", "currency");
        if (Math.Abs(amount) > Largest) throw DomainException.For("GEN-003", field, field);
        var minor = amount * Scale(currency);
        if (minor != decimal.Truncate(minor)) throw DomainException.For("GEN-005", field, amount);
        return new Money((long)minor, currency);
    }

    public static Money Parse(string text, string currency, CultureInfo culture, string field = "amount") =>
        decimal.TryParse(text.Replace('\u00a0', ' ').Replace(" ", ""), NumberStyles.Number, WithoutGroupSpaces(culture), out var amount)
            ? Of(amount, currency, field)
            : throw DomainException.For("GEN-003", field, field);

    /// <summary>Rounds half away from zero: for computed amounts such as a document's line.</summary>
    public static Money Round(decimal amount, string currency) =>
        new((long)Math.Round(amount * Scale(currency), MidpointRounding.AwayFromZero), currency);

    public string Format(CultureInfo culture) =>
        Amount.ToString("N" + Decimals(Currency).ToString(CultureInfo.InvariantCulture), culture) + "\u00a0" + Currency;

    public override string ToString() => Format(CultureInfo.InvariantCulture);

    public static Money operator +(Money left, Money right) => left with { Minor = checked(left.Minor + left.Same(right).Minor) };

    public static Money operator -(Money left, Money right) => left with { Minor = checked(left.Minor - left.Same(right).Minor) };

    public IReadOnlyList<Money> Share(IReadOnlyList<decimal> weights)
    {
        var currency = Currency;
        return [.. Share(Minor, weights).Select(part => new Money(part, currency))];
    }

    /// <summary>Parts in minor units that always add up: floors first, then one unit each to the largest fractions, ties to the earlier.</summary>
    public static IReadOnlyList<long> Share(long minor, IReadOnlyList<decimal> weights)
    {
        var total = weights.Sum();
        if (weights.Any(w => w < 0) || total <= 0) throw new ArgumentException("Weights must not be negative and one must be positive.", nameof(weights));
        var size = Math.Abs(minor);
        var parts = weights.Select(w => (long)decimal.Floor(size * w / total)).ToArray();
        var left = size - parts.Sum();
        var byFraction = Enumerable.Range(0, parts.Length).OrderByDescending(i => size * weights[i] - parts[i] * total).ThenBy(i => i);
        foreach (var i in byFraction.Take((int)left)) parts[i]++;
        return minor < 0 ? [.. parts.Select(p => -p)] : parts;
    }

    private Money Same(Money other) => other.Currency == Currency
        ? other
        : throw new InvalidOperationException($"{Currency} and {other.Currency} cannot be added without a rate.");

    private static decimal Scale(string currency) => Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static NumberFormatInfo WithoutGroupSpaces(CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        if (string.IsNullOrWhiteSpace(format.NumberGroupSeparator)) format.NumberGroupSeparator = "'";
        return format;
    }
}
