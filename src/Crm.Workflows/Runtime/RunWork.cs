using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>What the cycles of one run work with during a command: the run, the company around it, the work it hands out and what it signals.</summary>
public abstract class RunWork(Surroundings around, Command command, DateTimeOffset now)
{
    private readonly List<TaskItem> newTasks = [];
    private readonly List<Signal> signals = [];

    public Surroundings Around { get; } = around;
    public DateTimeOffset Now { get; } = now;
    public WorkflowInstance? Instance { get; set; }

    /// <summary>The run the cycle belongs to; known before the instance itself is.</summary>
    public Guid? RunId { get; set; }
    public List<TaskItem> OpenTasks { get; init; } = [];
    public IReadOnlyList<TaskItem> NewTasks => newTasks;
    public IReadOnlyList<Signal> Signals => signals;

    /// <summary>The deal the run belongs to, if it belongs to one.</summary>
    public abstract Deal? DealOrNull { get; }

    /// <summary>A person waits for the answer: an unmet gate refuses the whole command.</summary>
    public bool ByPerson => command.Door is not Door.Job and not Door.Signal;

    public bool Confirm => command.Confirm;
    public WorkingCalendar Calendar => Around.CalendarFor(null, DealOrNull?.OwnerUnitId);
    public Cause AsActor => command.Cause;

    /// <summary>The run as the actor, on behalf of whoever set it going.</summary>
    public Cause AsWorkflow => command.Cause with
    {
        Actor = Actor.Workflow(RunId ?? Instance?.Id ?? Guid.Empty, DefinitionId) with
        {
            OnBehalfOf = command.Actor.OnBehalfOf ?? command.Actor.Id,
            Roles = command.Actor.Roles,
        },
    };

    internal Replays Replays { get; init; } = new();

    /// <summary>Read when a run first needs it.</summary>
    internal RunLibrary? Library { get; set; }

    /// <summary>Set while an act that can be undone runs.</summary>
    internal UndoTrace? Trace { get; set; }

    /// <summary>Other runs that wait for work which was canceled here.</summary>
    internal HashSet<Guid> Abandoned { get; } = [];

    /// <summary>What its signals are named by: the deal, else the run.</summary>
    internal Guid SubjectId => DealOrNull?.Id ?? RunId ?? Instance?.Id ?? Guid.Empty;

    protected abstract string DefinitionId { get; }

    public TaskItem CreateTask(TaskDraft draft)
    {
        var deal = DealOrNull;
        var unit = draft.Addressee.UnitId ?? Around.FindUser(draft.Addressee.UserId)?.UnitId ?? deal?.OwnerUnitId;
        var calendar = Around.CalendarFor(draft.Addressee.QueueId, unit);
        var task = TaskItem.Create(draft with { DealId = deal?.Id, InstanceId = RunId ?? Instance?.Id, StageCode = draft.StageCode ?? deal?.StageCode },
            calendar, deal, AsWorkflow, Now);
        newTasks.Add(task);
        OpenTasks.Add(task);
        Signal(new Signal.TaskCreated(task.Id) { DealId = deal?.Id });
        return task;
    }

    public void CancelTask(Guid id) => OpenTasks.FirstOrDefault(t => t.Id == id)?.Cancel(DealOrNull, AsWorkflow, Now);

    public void Signal(Signal signal) => signals.Add(signal);

    /// <summary>What is done meanwhile belongs to another run.</summary>
    internal T InRun<T>(Guid runId, Func<T> act)
    {
        var before = RunId;
        RunId = runId;
        try
        {
            return act();
        }
        finally
        {
            RunId = before;
        }
    }
}
