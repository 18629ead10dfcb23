namespace Crm.Domain.Tasks;

/// <summary>What a procedure or a person asks for when creating work. Terms are working minutes.</summary>
public sealed record TaskDraft(LocalText Title, Addressee Addressee)
{
    public LocalText? Instructions { get; init; }
    public Guid? DealId { get; init; }
    public Guid? InstanceId { get; init; }
    public string? NodeId { get; init; }
    public string? StageCode { get; init; }
    public int Priority { get; init; } = 50;
    public int? ClaimMinutes { get; init; }
    public int? DoneMinutes { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }
    public IReadOnlyList<TaskChoice> Choices { get; init; } = [];
    public string? Approves { get; init; }
    public string? Note { get; init; }

    /// <summary>False for a follow-up that no run waits for.</summary>
    public bool Awaited { get; init; } = true;
}
