using Crm.Domain;
using Crm.Workflows.Runtime;

namespace Crm.Web.Security;

/// <summary>What a door knows of an act before anybody has been asked who acts. The name is the event's: "task.complete".</summary>
internal sealed record Act(Door Door, Subject Subject, string Name, object? Body = null)
{
    /// <summary>The caller's key for repeating safely; null makes a new one.</summary>
    public Guid? OperationId { get; init; }
    public long? Revision { get; init; }
    public bool Confirm { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }
}
