using System.Linq.Expressions;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;
using Done = System.Threading.Tasks.Task;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>A transaction that may break down at any call, and that tells the simulation what it committed.</summary>
internal sealed class SimulatedSession(ICommandSession session, SimulatedStore store, DateTimeOffset now) : ICommandSession
{
    private readonly List<CommittedCycle> cycles = [];
    private readonly Sabotage sabotage = new(session, store);
    private bool isSaved;

    public CommandAnswer? Earlier => sabotage.Earlier;
    public Surroundings Around => session.Around;
    public Deal? Deal => session.Deal;
    public Procedure? Procedure => session.Procedure;
    public DealFacts? Facts => session.Facts;
    public WorkflowInstance? Instance => session.Instance;
    public TaskItem? Task => session.Task;
    public IReadOnlyList<TaskItem> OpenTasks => sabotage.OpenTasks;
    public bool ActorWorksOnDeal => session.ActorWorksOnDeal;
    public IDefinitionRecords Definitions => session.Definitions;

    public Task<T?> Find<T>(Guid id, CancellationToken cancellation = default) where T : class => Call(() => session.Find<T>(id, cancellation));

    public Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which, CancellationToken cancellation = default) where T : class =>
        Call(() => session.Where(which, cancellation));

    public Task<IReadOnlyList<T>> EvidenceOf<T>(Guid dealId, CancellationToken cancellation = default) where T : Evidence =>
        Call(() => session.EvidenceOf<T>(dealId, cancellation));

    public Done LoadLines(SalesDocument document, CancellationToken cancellation = default) => session.LoadLines(document, cancellation);

    public Task<FileContent> Keep(FileContent content, CancellationToken cancellation = default) => Call(() => session.Keep(content, cancellation));

    public Task<(DealType Type, Procedure Procedure)?> CurrentProcedure(Guid dealTypeId, CancellationToken cancellation = default) =>
        Call(() => session.CurrentProcedure(dealTypeId, cancellation));

    public Task<DealFacts> ReadFacts(Deal deal, CancellationToken cancellation = default) => Call(() => session.ReadFacts(deal, cancellation));

    public Done Alone(string business, CancellationToken cancellation = default) => session.Alone(business, cancellation);

    public Task<string> NextDealNumber(CancellationToken cancellation = default) => Call(() => session.NextDealNumber(cancellation));

    public Done ReserveDealNumbers(int count, CancellationToken cancellation = default) => session.ReserveDealNumbers(count, cancellation);

    public Task<PendingStimulus?> TakePending(Bookmark waiting, CancellationToken cancellation = default) =>
        Call(() => session.TakePending(waiting, cancellation));

    public Task<InstanceSnapshot?> LastSnapshot(Guid dealId, CancellationToken cancellation = default) =>
        Call(() => session.LastSnapshot(dealId, cancellation));

    public Task<WorkflowInstance?> FindRun(Guid id, CancellationToken cancellation = default) => Call(() => session.FindRun(id, cancellation));

    public void Add<T>(T record) where T : class
    {
        store.Called();
        if (!sabotage.Swallows(record)) session.Add(record);
    }

    public void Remove<T>(T record) where T : class
    {
        store.Called();
        session.Remove(record);
    }

    public void Apply(WorkflowInstance instance, CycleResult result, bool isNew)
    {
        store.Called();
        cycles.Add(new CommittedCycle(instance.Id, result, now));
        session.Apply(instance, sabotage.Changed(instance, result), isNew);
    }

    public async Done Save(CommandAnswer answer, CancellationToken cancellation)
    {
        store.AboutToCommit();
        await session.Save(sabotage.Changed(answer), cancellation);
        isSaved = true;
        await sabotage.Saved();
        store.HasJustCommitted(cycles);
    }

    public async ValueTask DisposeAsync()
    {
        if (!isSaved) await sabotage.Dropped(cycles.Count);
        await session.DisposeAsync();
        await sabotage.Over();
    }

    private T Call<T>(Func<T> act)
    {
        store.Called();
        return act();
    }
}
