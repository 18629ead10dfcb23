namespace Crm.Domain.Deals;

/// <summary>Who takes part in a deal and how, as a person states it.</summary>
public sealed record Participation(Guid CustomerId, ParticipantRole Role)
{
    public Guid? ContactId { get; init; }
    public Influence? Influence { get; init; }

    /// <summary>The competitor who got the deal.</summary>
    public bool WonDeal { get; init; }
    public string? Comment { get; init; }
}
