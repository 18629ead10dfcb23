using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Web.Features.Tasks;

/// <summary>Which tasks a person finds where; the same words as <see cref="Addressee.Includes"/>, as a query.</summary>
internal static class InboxPlaces
{
    private static readonly TaskState[] Open = [TaskState.Available, TaskState.Claimed];

    public static IQueryable<TaskItem> In(this IQueryable<TaskItem> tasks, InboxTab tab, Actor actor)
    {
        var queues = actor.QueueIds.ToArray();
        return tab switch
        {
            InboxTab.Available => tasks.Where(t => t.State == TaskState.Available && t.UserId == null).For(actor),
            InboxTab.Queues => tasks.Where(t => Open.Contains(t.State) && t.QueueId != null && queues.Contains(t.QueueId.Value)),
            InboxTab.Done => tasks.Where(t => t.State == TaskState.Done && t.DoneBy == actor.Id),
            _ => tasks.Where(t => (t.State == TaskState.Claimed && t.ClaimedBy == actor.Id)
                || (t.State == TaskState.Available && t.UserId == actor.Id)),
        };
    }

    public static IQueryable<TaskItem> For(this IQueryable<TaskItem> tasks, Actor actor)
    {
        var queues = actor.QueueIds.ToArray();
        var roles = actor.Roles.ToArray();
        Guid[] units = actor.UnitId is { } own ? [own, .. actor.HeadedUnitIds] : [.. actor.HeadedUnitIds];
        return tasks.Where(t => t.UserId == actor.Id
            || (t.QueueId != null && queues.Contains(t.QueueId.Value))
            || (t.Role != null && roles.Contains(t.Role.Value) && (t.UnitId == null || units.Contains(t.UnitId.Value))));
    }

    /// <summary>Narrows by what belongs to the deal and the task alike.</summary>
    public static IQueryable<InboxMatch> Narrow(this IQueryable<InboxMatch> rows, InboxFilter filter, DateTimeOffset now)
    {
        if (filter.DealType is { } type) rows = rows.Where(r => r.DealTypeCode == type);
        if (filter.Stage is { } stage) rows = rows.Where(r => r.Task.StageCode == stage);
        if (filter.Overdue) rows = rows.Where(r => r.Task.DueAt < now);
        if (filter.Text is not { } text) return rows;
        var part = text.ToLowerInvariant();
        return rows.Where(r => r.Task.TitleEn.ToLower().Contains(part) || r.Task.TitleRu.ToLower().Contains(part)
            || r.Deal!.Number.ToLower().Contains(part) || r.Deal.Name.ToLower().Contains(part) || r.CustomerName!.ToLower().Contains(part));
    }

    /// <summary>The next rows after a cursor; ties end with the id, so none is skipped or shown twice.</summary>
    public static IQueryable<InboxMatch> After(this IQueryable<InboxMatch> rows, InboxFilter filter, InboxCursor? after)
    {
        var never = DateTimeOffset.MaxValue;
        if (filter.Tab is InboxTab.Done)
        {
            if (after is not null)
                rows = rows.Where(r => r.Task.DoneAt < after.At || (r.Task.DoneAt == after.At && r.Task.Id.CompareTo(after.Id) > 0));
            return rows.OrderByDescending(r => r.Task.DoneAt).ThenBy(r => r.Task.Id);
        }

        if (filter.ByDue)
        {
            if (after is not null)
                rows = rows.Where(r => (r.Task.DueAt ?? never) > after.At || ((r.Task.DueAt ?? never) == after.At && r.Task.Id.CompareTo(after.Id) > 0));
            return rows.OrderBy(r => r.Task.DueAt ?? never).ThenBy(r => r.Task.Id);
        }

        if (after is not null)
            rows = rows.Where(r => r.Task.RiskScore < after.RiskScore || (r.Task.RiskScore == after.RiskScore
                && ((r.Task.DueAt ?? never) > after.At || ((r.Task.DueAt ?? never) == after.At && r.Task.Id.CompareTo(after.Id) > 0))));
        return rows.OrderByDescending(r => r.Task.RiskScore).ThenBy(r => r.Task.DueAt ?? never).ThenBy(r => r.Task.Id);
    }
}

/// <summary>A task with what the inbox shows of its deal.</summary>
internal sealed class InboxMatch
{
    public required TaskItem Task { get; init; }
    public Deal? Deal { get; init; }
    public string? DealTypeCode { get; init; }
    public string? CustomerName { get; init; }
}
