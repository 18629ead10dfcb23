using System.Linq.Expressions;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Workflows.Definitions;
using Done = System.Threading.Tasks.Task;

namespace Crm.Workflows.Runtime.Memory;

/// <summary>One transaction: copies of what is committed, swapped in by <see cref="Save"/> and forgotten otherwise.</summary>
internal sealed class MemorySession : ICommandSession
{
    private readonly MemoryRecords records;
    private readonly Action over;
    private readonly DateTimeOffset now;
    private readonly Dictionary<(Type, object), object> tracked = [];
    private readonly List<object> added = [];
    private readonly List<object> removed = [];
    private int visible;
    private long dealNumber;
    private bool isOver;

    public MemorySession(MemoryRecords records, Command command, DateTimeOffset now, Action over)
    {
        (this.records, this.now, this.over) = (records, now, over);
        dealNumber = records.DealNumber;
        Around = MemorySurroundings.Of(records);
        Load(command);
    }

    public CommandAnswer? Earlier { get; private set; }
    public Surroundings Around { get; }
    public Deal? Deal { get; private set; }
    public Procedure? Procedure { get; private set; }
    public DealFacts? Facts { get; private set; }
    public WorkflowInstance? Instance { get; private set; }
    public TaskItem? Task { get; private set; }
    public IReadOnlyList<TaskItem> OpenTasks { get; private set; } = [];
    public bool ActorWorksOnDeal { get; private set; }
    public IDefinitionRecords Definitions => new MemoryDefinitionRecords(records, known => Track(known)!);

    public Task<T?> Find<T>(Guid id, CancellationToken cancellation = default) where T : class => Done.FromResult(
        added.OfType<T>().FirstOrDefault(r => MemoryRecords.KeyOf(r).Equals(id)) ?? Track(records.Find<T>(id)));

    public Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which, CancellationToken cancellation = default) where T : class
    {
        var match = which.Compile();
        return Done.FromResult<IReadOnlyList<T>>([.. records.All<T>().Select(r => Track(r)!).Where(match)]);
    }

    public Task<IReadOnlyList<T>> EvidenceOf<T>(Guid dealId, CancellationToken cancellation = default) where T : Evidence =>
        Done.FromResult<IReadOnlyList<T>>([.. Seen<T>().Where(e => e.DealId == dealId)]);

    // Sessions in memory stand in line anyway.
    public Task Alone(string business, CancellationToken cancellation = default) => Done.CompletedTask;

    // A document in memory is whole.
    public Task LoadLines(SalesDocument document, CancellationToken cancellation = default) => Done.CompletedTask;

    public Task<FileContent> Keep(FileContent content, CancellationToken cancellation = default)
    {
        if (!records.Has(content)) Add(content);
        return Done.FromResult(content);
    }

    public Task<(DealType Type, Procedure Procedure)?> CurrentProcedure(Guid dealTypeId, CancellationToken cancellation = default) =>
        Done.FromResult<(DealType, Procedure)?>(
            records.Find<DealType>(dealTypeId) is { CurrentVersionId: { } current } type ? (type, records.ProcedureOf(current)) : null);

    public Task<DealFacts> ReadFacts(Deal deal, CancellationToken cancellation = default)
    {
        visible = added.Count;
        return Done.FromResult(FactsOf(deal));
    }

    public Task<string> NextDealNumber(CancellationToken cancellation = default) => Done.FromResult($"D-{++dealNumber:000000}");

    // A number in memory costs nothing.
    public Task ReserveDealNumbers(int count, CancellationToken cancellation = default) => Done.CompletedTask;

    public Task<PendingStimulus?> TakePending(Bookmark waiting, CancellationToken cancellation = default)
    {
        var kept = records.All<PendingStimulus>().Where(s => s.Name == waiting.Name && s.Hash == waiting.Hash && !s.Dead && s.ExpiresAt > now)
            .Where(s => s.CorrelationId is null || s.CorrelationId == waiting.CorrelationId).OrderBy(s => s.ReceivedAt)
            .FirstOrDefault(s => !removed.Exists(r => r is PendingStimulus taken && taken.Id == s.Id));
        if (kept is not null) removed.Add(kept);
        return Done.FromResult(RecordCopy.Of(kept));
    }

    public Task<InstanceSnapshot?> LastSnapshot(Guid dealId, CancellationToken cancellation = default) =>
        Done.FromResult(Track(records.All<InstanceSnapshot>().Where(s => s.DealId == dealId).MaxBy(s => s.LastSeq)));

    // The one at work has everything to itself.
    public Task<WorkflowInstance?> FindRun(Guid id, CancellationToken cancellation = default) => Find<WorkflowInstance>(id, cancellation);

    public void Add<T>(T record) where T : class => added.Add(record);

    public void Remove<T>(T record) where T : class => removed.Add(record);

    public void Apply(WorkflowInstance instance, CycleResult result, bool isNew)
    {
        if (isNew) Add(instance);
        foreach (var burned in result.BurnedBookmarks)
            if (added.RemoveAll(r => r is Bookmark b && b.Id == burned.Id && b.WorkflowInstanceId == burned.WorkflowInstanceId) == 0) removed.Add(burned);
        added.AddRange(result.NewBookmarks);
        added.AddRange(result.Journal);
    }

    public Task Save(CommandAnswer answer, CancellationToken cancellation)
    {
        Add(answer);
        var changed = tracked.Values.Where(r => !RecordCopy.Same(r, records.Find(r)!)).ToList();
        foreach (var entity in added.Concat(tracked.Values).OfType<AuditedEntity>().ToList())
        {
            var (entries, texts) = entity.TakeRecords();
            added.AddRange(entries);
            added.AddRange(texts);
        }
        if (added.Find(r => r is not AuditEntry && records.Has(r)) is { } twice) throw Conflict($"{twice.GetType().Name} exists already.");
        if (removed.Find(r => !records.Has(r)) is { } gone) throw Conflict($"{gone.GetType().Name} is gone.");
        added.ForEach(RecordCopy.CountRevision);
        changed.ForEach(RecordCopy.CountRevision);
        removed.ForEach(records.Remove);
        records.Keep([.. changed, .. added]);
        records.DealNumber = dealNumber;
        return Done.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (!isOver) over();
        isOver = true;
        return ValueTask.CompletedTask;
    }

    private void Load(Command command)
    {
        var id = command.Subject.Id;
        Earlier = RecordCopy.Of(records.Find<CommandAnswer>(command.OperationId));
        var task = command.Subject.Kind == SubjectKind.Task ? records.Find<TaskItem>(id) : null;
        Deal = Track(command.Subject.Kind switch
        {
            SubjectKind.Deal => records.Find<Deal>(id),
            SubjectKind.Task => Known<Deal>(task?.DealId),
            SubjectKind.Instance => Known<Deal>(records.Find<WorkflowInstance>(id)?.DealId),
            _ => null,
        });
        Instance = Track(Known<WorkflowInstance>(command.Subject.Kind switch
        {
            SubjectKind.Instance => id,
            SubjectKind.Task => task?.InstanceId,
            _ => Deal?.WorkflowInstanceId,
        }));
        Task = Track(task);
        if (Deal is null)
        {
            OpenTasks = Instance is null
                ? Task is { IsOpen: true } alone ? [alone] : []
                : [.. records.All<TaskItem>().Where(t => t.InstanceId == Instance.Id && t.IsOpen).OrderBy(t => t.Id).Select(t => Track(t)!)];
            return;
        }
        OpenTasks = [.. records.All<TaskItem>().Where(t => t.DealId == Deal.Id && t.IsOpen).OrderBy(t => t.Id).Select(t => Track(t)!)];
        Deal.At(Track(records.All<StageVisit>().FirstOrDefault(v => v.DealId == Deal.Id && v.IsOpen)));
        Facts = FactsOf(Deal);
        Procedure = records.ProcedureOf(Deal.ProcedureVersionId);
        ActorWorksOnDeal = OpenTasks.Any(t => t.Addressee.Includes(command.Actor)) || records.All<TaskItem>().Any(t => t.DealId == Deal.Id
            && (t.DoneBy == command.Actor.Id || t.ClaimedBy == command.Actor.Id || t.UserId == command.Actor.Id));
    }

    private DealFacts FactsOf(Deal deal) => MemoryFacts.Of(deal, new MemoryFacts.Proofs(Seen<Interaction>(), Seen<SalesDocument>(),
        Seen<Approval>(), Seen<Participant>(), Seen<DemandRow>(), Seen<Commitment>(), Seen<Claim>(), Seen<ChecklistTick>()),
        now, Around.Today(now), Around.FindUser(deal.OwnerId)?.DiscountLimitPct ?? 10m);

    private T? Known<T>(Guid? id) where T : class => id is { } key ? records.Find<T>(key) : null;

    private IEnumerable<T> Seen<T>() where T : class => records.All<T>().Select(r => Track(r)!).Concat(added.Take(visible).OfType<T>());

    private T? Track<T>(T? committed) where T : class
    {
        if (committed is null) return null;
        var key = (committed.GetType(), MemoryRecords.KeyOf(committed));
        if (!tracked.TryGetValue(key, out var copy)) tracked[key] = copy = RecordCopy.Of(committed)!;
        return (T)copy;
    }

    private static StoreConflictException Conflict(string what) => new(isTransient: true, new InvalidOperationException(what));
}
