namespace Crm.Domain.Deals;

/// <summary>What stands behind a change: who, through which door, in which command, and when it is claimed to have happened.</summary>
public sealed record Cause(Actor Actor, Door Door, Guid RequestId)
{
    /// <summary>The claimed time of a back-dated act; null means now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    public bool IsImport => Door is Door.Import;
}
