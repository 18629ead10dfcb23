namespace Crm.Domain.Deals;

/// <summary>The result a person chose for the deal, before the procedure records it.</summary>
public sealed record OutcomeChoice(DealOutcome Outcome)
{
    public LossReason? LossReason { get; init; }
    public Guid? CompetitorId { get; init; }
    public string? Note { get; init; }
}
