namespace Crm.Domain.Documents;

/// <summary>A line as a person states it. Prices are in major units and include VAT.</summary>
public sealed record LineDraft(Guid ProductId, decimal Qty, decimal UnitPrice)
{
    public decimal DiscountPct { get; init; }
    public decimal VatPct { get; init; }

    /// <summary>What one unit costs us; unknown when null.</summary>
    public decimal? UnitCost { get; init; }
    public string? Note { get; init; }
}
