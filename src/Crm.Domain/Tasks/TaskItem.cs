using Crm.Domain.Deals;
using Crm.Domain.Users;

namespace Crm.Domain.Tasks;

/// <summary>Work for a person or a queue. Whoever holds it finishes it; a procedure may be waiting for the answer.</summary>
public sealed class TaskItem : Entity
{
    public string TitleEn { get; private set; } = "";
    public string TitleRu { get; private set; } = "";
    public string? InstructionsEn { get; private set; }
    public string? InstructionsRu { get; private set; }
    public Guid? DealId { get; private set; }
    public Guid? InstanceId { get; private set; }
    public string? NodeId { get; private set; }
    public string? StageCode { get; private set; }
    public Guid? UserId { get; private set; }
    public Role? Role { get; private set; }
    public Guid? UnitId { get; private set; }
    public Guid? QueueId { get; private set; }
    public int Priority { get; private set; }
    public decimal RiskScore { get; private set; }
    public DateTimeOffset? FollowUpAt { get; private set; }
    public DateTimeOffset? ClaimDueAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public int? SlaMinutes { get; private set; }
    public int CalendarVersion { get; private set; }
    public List<TaskChoice> Choices { get; private set; } = [];
    public string? Approves { get; private set; }

    /// <summary>What the step before this one said, e.g. why an approval was refused.</summary>
    public string? Note { get; private set; }
    public bool Awaited { get; private set; }
    public TaskState State { get; private set; }
    public Guid? ClaimedBy { get; private set; }
    public DateTimeOffset? ClaimedAt { get; private set; }
    public Guid? DoneBy { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public string? ResultChoice { get; private set; }
    public string? ResultText { get; private set; }
    public DateTimeOffset? OverdueNotifiedAt { get; private set; }

    private TaskItem() { }

    public LocalText Title => new(TitleEn, TitleRu);

    public bool IsOpen => State is TaskState.Available or TaskState.Claimed;

    public Addressee Addressee => new() { UserId = UserId, Role = Role, UnitId = UnitId, QueueId = QueueId };

    public static TaskItem Create(TaskDraft draft, WorkingCalendar calendar, Deal? deal, Cause cause, DateTimeOffset now)
    {
        if (draft.Priority is < 0 or > 100) throw DomainException.For("TSK-006", "priority");
        var direct = draft.Addressee.UserId;
        var task = new TaskItem
        {
            Id = Guid.CreateVersion7(),
            CreatedAt = now,
            CreatedBy = cause.Actor.OnBehalfOf ?? cause.Actor.Id,
            TitleEn = draft.Title.En,
            TitleRu = draft.Title.Ru,
            InstructionsEn = draft.Instructions?.En,
            InstructionsRu = draft.Instructions?.Ru,
            DealId = draft.DealId,
            InstanceId = draft.InstanceId,
            NodeId = draft.NodeId,
            StageCode = draft.StageCode,
            UserId = direct,
            Role = draft.Addressee.Role,
            UnitId = draft.Addressee.UnitId,
            QueueId = draft.Addressee.QueueId,
            Priority = draft.Priority,
            FollowUpAt = draft.FollowUpAt,
            ClaimDueAt = draft.ClaimMinutes is { } claim ? calendar.Add(now, TimeSpan.FromMinutes(claim)) : null,
            DueAt = draft.DoneMinutes is { } done ? calendar.Add(now, TimeSpan.FromMinutes(done)) : null,
            SlaMinutes = draft.DoneMinutes,
            CalendarVersion = calendar.Version,
            Choices = [.. draft.Choices],
            Approves = draft.Approves,
            Note = draft.Note,
            Awaited = draft.Awaited,
        };
        deal?.Record("task.created", Facts.None.With("task", task.Id).With("stage", task.StageCode).With("node", task.NodeId)
            .With("user", task.UserId).With("role", task.Role).With("queue", task.QueueId).With("dueAt", task.DueAt), cause, now);
        return task;
    }

    public void Claim(Deal? deal, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        if (State == TaskState.Claimed && ClaimedBy == cause.Actor.Id) return;
        if (State == TaskState.Claimed) throw new DomainException("TSK-001", ClaimedBy);
        if (!Addressee.Includes(cause.Actor)) throw new DomainException("GEN-008");
        State = TaskState.Claimed;
        ClaimedBy = cause.Actor.Id;
        ClaimedAt = now;
        deal?.Record("task.claimed", Facts.None.With("task", Id), cause, now);
    }

    public void Release(Deal? deal, Cause cause, DateTimeOffset now)
    {
        RequireHolder(cause.Actor);
        State = TaskState.Available;
        ClaimedBy = null;
        ClaimedAt = null;
        deal?.Record("task.released", Facts.None.With("task", Id), cause, now);
    }

    /// <summary>Gives the work to another person: by its holder, or by somebody who manages tasks.</summary>
    public void Delegate(Guid toUserId, Deal? deal, Cause cause, DateTimeOffset now)
    {
        if (!cause.Actor.Has(Right.TasksManage)) RequireHolder(cause.Actor);
        RequireOpen();
        var before = ClaimedBy ?? UserId;
        UserId = toUserId;
        Role = null;
        UnitId = null;
        QueueId = null;
        State = TaskState.Available;
        ClaimedBy = null;
        ClaimedAt = null;
        deal?.Record("task.delegated", Facts.None.With("task", Id).With("from", before).With("to", toUserId), cause, now);
    }

    /// <summary>The deal changed hands: its open work goes along.</summary>
    public void Readdress(Guid ownerId, Deal deal, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        UserId = ownerId;
        State = TaskState.Available;
        ClaimedBy = null;
        ClaimedAt = null;
        deal.Record("task.delegated", Facts.None.With("task", Id).With("to", ownerId), cause, now);
    }

    /// <summary>Records the answer. Gates have been checked by the caller, who holds the deal.</summary>
    public void Complete(string choice, string? text, Deal? deal, Cause cause, DateTimeOffset now)
    {
        if (State == TaskState.Done) throw new DomainException("WFI-003", DoneBy);
        RequireHolder(cause.Actor);
        var chosen = Choices.FirstOrDefault(c => c.Code == choice) ?? throw DomainException.For("GEN-012", "choice", "choice");
        var checks = new Checks();
        if (chosen.ReasonRequired) checks.Text(text, 4000, "text");
        else checks.OptionalText(text, 4000, "text");
        checks.Throw();
        State = TaskState.Done;
        ClaimedBy ??= cause.Actor.Id;
        ClaimedAt ??= now;
        DoneBy = cause.Actor.Id;
        DoneAt = now;
        ResultChoice = choice;
        ResultText = text;
        deal?.Record("task.completed", Facts.None.With("task", Id).With("node", NodeId).With("choice", choice)
            .With("late", DueAt < now ? true : null).WithText("text", text), cause, now);
    }

    public void Cancel(Deal? deal, Cause cause, DateTimeOffset now)
    {
        if (!IsOpen) return;
        State = TaskState.Canceled;
        ClaimedBy = null;
        ClaimedAt = null;
        deal?.Record("task.canceled", Facts.None.With("task", Id).With("node", NodeId), cause, now);
    }

    public TaskPosition Position() => new(Id, State, ClaimedBy, ClaimedAt);

    /// <summary>Puts a finished or canceled task back into the hands it was in; its terms stay.</summary>
    public void PutBack(TaskPosition before, Deal deal, Cause cause, DateTimeOffset now)
    {
        (State, ClaimedBy, ClaimedAt) = (before.State, before.ClaimedBy, before.ClaimedAt);
        (DoneBy, DoneAt, ResultChoice, ResultText) = (null, null, null, null);
        deal.Record("task.put_back", Facts.None.With("task", Id).With("node", NodeId).With("state", State), cause, now);
    }

    public void Snooze(DateTimeOffset until) => FollowUpAt = until;

    public void NoteOverdue(Deal? deal, Cause cause, DateTimeOffset now)
    {
        OverdueNotifiedAt = now;
        deal?.Record("task.overdue", Facts.None.With("task", Id).With("node", NodeId).With("dueAt", DueAt), cause, now);
    }

    private void RequireOpen()
    {
        if (State == TaskState.Done) throw new DomainException("WFI-003", DoneBy);
        if (State == TaskState.Canceled) throw new DomainException("TSK-002");
    }

    private void RequireHolder(Actor actor)
    {
        RequireOpen();
        var holds = ClaimedBy == actor.Id || (State == TaskState.Available && UserId == actor.Id);
        if (!holds) throw new DomainException("TSK-002");
    }
}
