namespace Crm.Domain.Deals;

/// <summary>The fields of a deal that its people edit, as they should be afterwards.</summary>
public sealed record DealChange(string Name)
{
    public Guid? CustomerId { get; init; }
    public Guid? ProductId { get; init; }
    public long? Potential { get; init; }
    public int? ProbabilityPct { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public Guid? AdChannelId { get; init; }
    public bool NoCompetitorKnown { get; init; }
    public string? Comment { get; init; }

    public static DealChange Of(Deal deal) => new(deal.Name)
    {
        CustomerId = deal.CustomerId,
        ProductId = deal.ProductId,
        Potential = deal.Potential,
        ProbabilityPct = deal.ProbabilityPct,
        ExpectedCloseOn = deal.ExpectedCloseOn,
        AdChannelId = deal.AdChannelId,
        NoCompetitorKnown = deal.NoCompetitorKnown,
        Comment = deal.Comment,
    };
}
