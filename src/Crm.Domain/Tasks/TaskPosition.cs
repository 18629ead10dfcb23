namespace Crm.Domain.Tasks;

/// <summary>In whose hands a task is, so that it can be put back there.</summary>
public sealed record TaskPosition(Guid Id, TaskState State, Guid? ClaimedBy, DateTimeOffset? ClaimedAt);
