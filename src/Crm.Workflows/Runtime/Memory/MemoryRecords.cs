using System.Reflection;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime.Memory;

/// <summary>What is committed: records by kind and key. Nothing in here is ever handed out or changed, only replaced.</summary>
internal sealed class MemoryRecords
{
    private static readonly FieldInfo AuditNumber = RecordCopy.FieldsOf(typeof(AuditEntry)).Single(f => f.Name == $"<{nameof(AuditEntry.Seq)}>k__BackingField");

    private readonly Dictionary<Type, Dictionary<object, object>> kinds = [];
    private readonly Dictionary<Guid, Procedure> procedures = [];

    public long DealNumber { get; set; }

    public static object KeyOf(object record) => record switch
    {
        Entity entity => entity.Id,
        Bookmark bookmark => (bookmark.WorkflowInstanceId, bookmark.Id),
        JournalEntry entry => (entry.WorkflowInstanceId, entry.Sequence),
        CommandAnswer answer => answer.OperationId,
        FileContent content => content.Sha256,
        DealEvent fact => (fact.DealId, fact.Seq),
        OutboxMessage message => message.IdempotencyKey,
        AuditEntry entry => entry.Seq,
        StageVisit visit => visit.Id,
        GateRecord said => said.Id,
        PendingStimulus stimulus => stimulus.Id,
        PersonalValue value => value.Id,
        ProcedureVersion version => version.Id,
        InstanceSnapshot snapshot => snapshot.Id,
        DefinitionVersion definition => definition.Id,
        StartTrigger trigger => trigger.Id,
        PublishApproval approval => approval.Id,
        _ => throw new NotSupportedException($"{record.GetType().Name} has no key."),
    };

    public T? Find<T>(object key) where T : class => key is Guid id && typeof(T) == typeof(OutboxMessage)
        ? All<OutboxMessage>().FirstOrDefault(m => m.Id == id) as T
        : (T?)Of(typeof(T)).GetValueOrDefault(key);

    public IEnumerable<T> All<T>() where T : class => Of(typeof(T)).Values.Cast<T>();

    public int Count<T>() where T : class => Of(typeof(T)).Count;

    /// <summary>A version never changes, so its stages are read from their text only once.</summary>
    public Procedure ProcedureOf(Guid versionId) => procedures.TryGetValue(versionId, out var known)
        ? known
        : procedures[versionId] = Procedure.Of(Find<ProcedureVersion>(versionId)!);

    /// <summary>The committed record with the same key.</summary>
    public object? Find(object record) => Of(record.GetType()).GetValueOrDefault(KeyOf(record));

    public bool Has(object record) => Of(record.GetType()).ContainsKey(KeyOf(record));

    public void Keep(IReadOnlyCollection<object> records)
    {
        foreach (var record in records)
        {
            var kept = RecordCopy.Of(record)!;
            if (kept is AuditEntry entry) AuditNumber.SetValue(entry, Of(typeof(AuditEntry)).Count + 1L);
            Of(kept.GetType())[KeyOf(kept)] = kept;
        }
    }

    public void Remove(object record) => Of(record.GetType()).Remove(KeyOf(record));

    private Dictionary<object, object> Of(Type kind) => kinds.TryGetValue(kind, out var known) ? known : kinds[kind] = [];
}
