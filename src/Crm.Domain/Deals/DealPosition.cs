namespace Crm.Domain.Deals;

/// <summary>Where a deal stands: everything that a move, a completion or a closing changes, so that it can be put back.</summary>
public sealed record DealPosition
{
    public required ControlMode ControlMode { get; init; }
    public required Guid OwnerId { get; init; }
    /// <summary>False when the act was about what a closed deal left behind.</summary>
    public bool IsOpen { get; init; } = true;
    public Guid? WorkflowInstanceId { get; init; }
    public string? StageCode { get; init; }
    public DateTimeOffset? StageEnteredAt { get; init; }
    public int VisitNo { get; init; }

    /// <summary>The open stay; null when there is none.</summary>
    public Guid? VisitId { get; init; }
    public IReadOnlyDictionary<string, int> Tally { get; init; } = new Dictionary<string, int>();
    public IReadOnlyList<Override> Overrides { get; init; } = [];
    public DateTimeOffset? HeldUntil { get; init; }
}
