using System.Linq.Expressions;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>One transaction with what it locked and loaded. Disposed without <see cref="Save"/>, nothing has happened.</summary>
public interface ICommandSession : IAsyncDisposable
{
    /// <summary>The answer this operation got before, if it is a repetition.</summary>
    CommandAnswer? Earlier { get; }

    Surroundings Around { get; }

    Deal? Deal { get; }
    Procedure? Procedure { get; }
    DealFacts? Facts { get; }
    WorkflowInstance? Instance { get; }

    /// <summary>The subject task, whatever its state.</summary>
    TaskItem? Task { get; }

    /// <summary>Open tasks of the deal, the subject included.</summary>
    IReadOnlyList<TaskItem> OpenTasks { get; }

    /// <summary>Whether the actor ever had to do with a task of the deal: it opens the deal's card to that person.</summary>
    bool ActorWorksOnDeal { get; }

    /// <summary>Any other record by id, tracked: its changes are saved with the rest.</summary>
    Task<T?> Find<T>(Guid id, CancellationToken cancellation = default) where T : class;

    /// <summary>All stored records of one kind that are as asked for, tracked; what this session added is not among them.</summary>
    Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which, CancellationToken cancellation = default) where T : class;

    /// <summary>All proofs of one kind of a deal, tracked.</summary>
    Task<IReadOnlyList<T>> EvidenceOf<T>(Guid dealId, CancellationToken cancellation = default) where T : Evidence;

    /// <summary>Reads the lines of a document: only verbs that change or copy them need them.</summary>
    Task LoadLines(SalesDocument document, CancellationToken cancellation = default);

    /// <summary>The stored content with the same hash, else the given one, added.</summary>
    Task<FileContent> Keep(FileContent content, CancellationToken cancellation = default);

    /// <summary>The rules that new deals of a type run under now.</summary>
    Task<(DealType Type, Procedure Procedure)?> CurrentProcedure(Guid dealTypeId, CancellationToken cancellation = default);

    /// <summary>Reads the facts again after the verb changed evidence in this session.</summary>
    Task<DealFacts> ReadFacts(Deal deal, CancellationToken cancellation = default);

    /// <summary>Waits until no other transaction is at the same business; the next one waits for the end of this.</summary>
    Task Alone(string business, CancellationToken cancellation = default);

    /// <summary>A free deal number.</summary>
    Task<string> NextDealNumber(CancellationToken cancellation = default);

    /// <summary>Takes numbers for many deals at once; they are given back when the command is refused.</summary>
    Task ReserveDealNumbers(int count, CancellationToken cancellation = default);

    /// <summary>The oldest event that came before this wait, taken out of the store with the transaction; null when there is none.</summary>
    Task<PendingStimulus?> TakePending(Bookmark waiting, CancellationToken cancellation = default);

    /// <summary>How things stood before the newest act on the deal that was made to be undone; null when none is kept.</summary>
    Task<InstanceSnapshot?> LastSnapshot(Guid dealId, CancellationToken cancellation = default);

    /// <summary>Versions of definitions and what belongs to them.</summary>
    IDefinitionRecords Definitions { get; }

    /// <summary>Another run than the one loaded, locked and tracked. When another command holds it, this one starts over at once.</summary>
    Task<WorkflowInstance?> FindRun(Guid id, CancellationToken cancellation = default);

    void Add<T>(T record) where T : class;

    /// <summary>Takes out a record that nobody needs to know of any more; it need not have been found here.</summary>
    void Remove<T>(T record) where T : class;

    /// <summary>Takes over what a cycle made: document, bookmarks, journal.</summary>
    void Apply(WorkflowInstance instance, CycleResult result, bool isNew);

    Task Save(CommandAnswer answer, CancellationToken cancellation);
}
