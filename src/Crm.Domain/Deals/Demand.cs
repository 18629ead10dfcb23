namespace Crm.Domain.Deals;

/// <summary>A row of demand as a person states it; the amount is in minor units of the deal's currency.</summary>
public sealed record Demand(string Need, long AmountMinor, decimal SatisfiedPct = 0, string? Reason = null, string? Comment = null);
