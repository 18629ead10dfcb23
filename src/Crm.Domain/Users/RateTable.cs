namespace Crm.Domain.Users;

/// <summary>Rates against the report currency; on a date the latest rate from that date or before holds.</summary>
public sealed class RateTable(string reportCurrency, IEnumerable<ExchangeRate> rates)
{
    private readonly ILookup<string, ExchangeRate> byCurrency = rates.OrderByDescending(r => r.FromOn).ToLookup(r => r.Currency);

    public string ReportCurrency { get; } = reportCurrency;

    /// <summary>Refuses with CUR-001 when a rate is missing: an amount is never guessed.</summary>
    public Money Convert(Money money, string currency, DateOnly on)
    {
        if (money.Currency == currency) return money;
        return Money.Round(money.Amount * RateOf(money.Currency, on) / RateOf(currency, on), currency);
    }

    public Money ToReport(Money money, DateOnly on) => Convert(money, ReportCurrency, on);

    private decimal RateOf(string currency, DateOnly on) => currency == ReportCurrency
        ? 1m
        : byCurrency[currency].FirstOrDefault(r => r.FromOn <= on)?.Rate ?? throw new DomainException("CUR-001", currency, on);
}
