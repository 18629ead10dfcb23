using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Users;

/// <summary>What one unit of a currency is worth in the report currency from a date on.</summary>
public sealed class ExchangeRate : AuditedEntity
{
    public string Currency { get; private set; } = "";
    public DateOnly FromOn { get; private set; }
    public decimal Rate { get; private set; }

    private ExchangeRate() { }

    public static ExchangeRate Add(string currency, DateOnly fromOn, decimal rate, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var entry = new ExchangeRate { Currency = checks.Currency(currency), FromOn = checks.Date(fromOn, nameof(FromOn)), Rate = rate };
        checks.That(rate > 0, "GEN-003", nameof(Rate), nameof(Rate));
        checks.Throw();
        entry.Born(cause, at);
        entry.Happened("rate.added", new Facts().With("currency", currency).With("fromOn", fromOn).With("rate", rate), cause, at);
        return entry;
    }

    public void Correct(decimal rate, Cause cause, DateTimeOffset at)
    {
        if (rate <= 0) throw DomainException.For("GEN-003", nameof(Rate), nameof(Rate));
        var changes = new Changes().Value("rate", Rate, rate);
        Rate = rate;
        if (changes.Any) Happened("rate.corrected", changes.Facts, cause, at);
    }
}
