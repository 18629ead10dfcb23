using Crm.Domain;
using Crm.Domain.Tasks;

namespace Crm.Web.Features.Tasks;

/// <summary>One line of the inbox.</summary>
public sealed record InboxRow(Guid Id, LocalText Title, TaskState State, int Priority, TaskTerm Term)
{
    public Guid? DealId { get; init; }
    public string? DealNumber { get; init; }
    public string? DealName { get; init; }
    public string? CustomerName { get; init; }
    public LocalText? StageName { get; init; }
    public Money? Potential { get; init; }

    /// <summary>What a missed deadline would cost on average.</summary>
    public Money? AtRisk { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public LocalText? DoneAs { get; init; }

    /// <summary>Who has it, or for whom it waits.</summary>
    public string? Holder { get; init; }
    public LocalText? Queue { get; init; }
    public Domain.Users.Role? Role { get; init; }
    public bool IsMine { get; init; }
    public bool MayClaim { get; init; }
    public bool MayRelease { get; init; }
    public required InboxCursor Cursor { get; init; }
}

/// <param name="More">Whether rows follow.</param>
internal sealed record InboxList(IReadOnlyList<InboxRow> Rows, bool More);
