using Crm.Domain.Tasks;

namespace Crm.Web.Features.Tasks;

public enum TermColor { None, Fine, Near, Late }

/// <summary>How a task stands to its deadlines, in working time of the calendar that applies to it.</summary>
public sealed record TaskTerm(DateTimeOffset? ClaimDueAt, DateTimeOffset? DueAt, TimeSpan? Left, int? SlaMinutes)
{
    private static readonly TimeSpan NearWithoutSla = TimeSpan.FromHours(4);

    public bool ClaimIsLate { get; private init; }

    public TermColor Color => Left switch
    {
        null => TermColor.None,
        { Ticks: < 0 } => TermColor.Late,
        { } left when left <= (SlaMinutes is { } sla ? TimeSpan.FromMinutes(sla / 4d) : NearWithoutSla) => TermColor.Near,
        _ => TermColor.Fine,
    };

    public static TaskTerm Of(TaskItem task, WorkingCalendar calendar, DateTimeOffset now) =>
        new(task.ClaimDueAt, task.DueAt, task is { IsOpen: true, DueAt: { } due } ? calendar.Between(now, due) : null, task.SlaMinutes)
        {
            ClaimIsLate = task.State is TaskState.Available && task.ClaimDueAt < now,
        };
}
