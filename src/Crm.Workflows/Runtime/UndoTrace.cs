using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>Follows one act of a person on a deal, from how things stood before it to what it made.</summary>
internal sealed class UndoTrace(DealWork work, bool whileInStage)
{
    private readonly DealPosition before = work.Deal.Position();
    private readonly Dictionary<TaskItem, TaskPosition> tasks = work.OpenTasks.ToDictionary(task => task, task => task.Position());
    private readonly WorkflowInstance? instance = work.Instance;
    private readonly Dictionary<Guid, RunPosition> otherRuns = [];

    public bool WhileInStage { get; } = whileInStage;

    /// <summary>The run, when the act set it going.</summary>
    public WorkflowInstance? Moved => JournalNo > 0 ? instance : null;
    public string? Document { get; } = work.Instance?.Document;

    /// <summary>The number of the run's next journal row.</summary>
    public long JournalNo { get; private set; }
    public List<Guid> DecidedApprovals { get; } = [];
    public List<Guid> NewApprovals { get; } = [];
    public List<Guid> Messages { get; } = [];
    public List<UsedEvent> Events { get; } = [];

    /// <summary>Until when effects that cannot be called back have to wait.</summary>
    public DateTimeOffset HoldsUntil { get; } = work.Now + InstanceSnapshot.UndoTerm;

    /// <summary>A cycle of a run is about to be kept.</summary>
    public void Follow(WorkflowInstance run, CycleResult result, bool isNew)
    {
        var journalNo = result.State.ExecutionLogSequence;
        if (instance is null || run.Id == instance.Id) JournalNo = journalNo;
        else if (otherRuns.TryGetValue(run.Id, out var known)) otherRuns[run.Id] = known with { JournalNo = journalNo };
        else otherRuns[run.Id] = new RunPosition(run.Id, isNew ? null : run.Document, journalNo);
    }

    public UndoFacts Finish() => new(before)
    {
        Tasks = [.. tasks.Where(known => known.Key.Position() != known.Value).Select(known => known.Value)],
        NewTasks = [.. work.NewTasks.Select(task => task.Id)],
        DecidedApprovals = DecidedApprovals,
        NewApprovals = NewApprovals,
        Messages = Messages,
        Events = Events,
        Runs = [.. otherRuns.Values],
    };
}
