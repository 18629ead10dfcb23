using Crm.Domain;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Domain.Users;

namespace Crm.Web.Features.Tasks;

/// <summary>Everything the page of one task shows.</summary>
public sealed record TaskSheet(Guid Id, LocalText Title, TaskState State, TaskTerm Term)
{
    public LocalText? Instructions { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }

    /// <summary>What the step before said.</summary>
    public string? Note { get; init; }
    public IReadOnlyList<TaskChoice> Choices { get; init; } = [];
    public TaskSheetDeal? Deal { get; init; }
    public LocalText? StageName { get; init; }
    public IReadOnlyList<ApprovalSubject> ToApprove { get; init; } = [];

    public string? Holder { get; init; }
    public LocalText? Queue { get; init; }
    public Role? Role { get; init; }

    /// <summary>Held by the reader, or addressed to her alone.</summary>
    public bool IsMine { get; init; }
    public bool IsClaimed { get; init; }
    public bool MayClaim { get; init; }
    public bool MayDelegate { get; init; }

    public string? DoneBy { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public LocalText? DoneAs { get; init; }
    public string? ResultText { get; init; }

    public bool IsOpen => State is TaskState.Available or TaskState.Claimed;
}
