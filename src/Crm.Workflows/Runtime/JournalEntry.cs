namespace Crm.Workflows.Runtime;

/// <summary>What the engine did at one node. Numbered without gaps per instance (JR-01); instance and sequence are its key.</summary>
public sealed class JournalEntry
{
    internal JournalEntry() { }

    public Guid WorkflowInstanceId { get; internal set; }
    public long Sequence { get; internal set; }
    public string WorkflowDefinitionId { get; internal set; } = "";
    public string WorkflowDefinitionVersionId { get; internal set; } = "";
    public int WorkflowVersion { get; internal set; }
    public string? ActivityInstanceId { get; internal set; }
    public string? ParentActivityInstanceId { get; internal set; }
    public string ActivityId { get; internal set; } = "";
    public string ActivityNodeId { get; internal set; } = "";
    public string ActivityType { get; internal set; } = "";
    public int ActivityTypeVersion { get; internal set; }
    public string? ActivityName { get; internal set; }
    public DateTimeOffset Timestamp { get; internal set; }
    public string EventName { get; internal set; } = "";
    public string? Message { get; internal set; }
    public string? Source { get; internal set; }

    /// <summary>Evaluated inputs as JSON text; sensitive ones are masked, long ones cut.</summary>
    public string? ActivityState { get; internal set; }

    /// <summary>JSON text; a Completed row carries <c>Outcomes</c>.</summary>
    public string? Payload { get; internal set; }

    public override string ToString() => $"{Sequence} {ActivityId} {EventName}";
}
