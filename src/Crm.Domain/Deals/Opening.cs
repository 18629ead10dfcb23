namespace Crm.Domain.Deals;

/// <summary>What a person or an import says of a new deal.</summary>
public sealed record Opening(string Name, Guid OwnerId)
{
    public Guid? OwnerUnitId { get; init; }
    public bool OwnerIsActive { get; init; } = true;
    public Guid? CustomerId { get; init; }
    public string Currency { get; init; } = "USD";
    public long? Potential { get; init; }
    public int? ProbabilityPct { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public Guid? AdChannelId { get; init; }
    public Guid? ProductId { get; init; }
    public string? Comment { get; init; }

    /// <summary>The other system's key; the same key is never imported twice.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>The stage to begin at; null is the first.</summary>
    public string? StageCode { get; init; }

    /// <summary>When it was opened, as another system claims; null when unknown or now.</summary>
    public DateTimeOffset? OpenedAt { get; init; }
}
