namespace Crm.Domain.Deals;

/// <summary>A permitted move of a strict flow.</summary>
public sealed record StageTransition(string From, string To, TransitionKind Kind)
{
    public int? MaxTimes { get; init; }
}
