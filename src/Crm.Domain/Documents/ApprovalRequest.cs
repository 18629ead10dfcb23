using Crm.Domain.Users;

namespace Crm.Domain.Documents;

/// <summary>What is asked of whom: a person or a role.</summary>
public sealed record ApprovalRequest(string Kind)
{
    public Guid? ApproverId { get; init; }
    public Role? ApproverRole { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? Note { get; init; }

    /// <summary>The task that carries it in the inbox.</summary>
    public Guid? TaskId { get; init; }
}
