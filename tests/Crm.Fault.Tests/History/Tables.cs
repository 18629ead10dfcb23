using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Fault.Tests.History;

/// <summary>What the database holds at the end, read once.</summary>
internal sealed class Tables
{
    private readonly Dictionary<Guid, StageFlow> flows = [];

    private Tables() { }

    public required IReadOnlyDictionary<Guid, CommandAnswer> Commands { get; init; }
    public required IReadOnlyList<Deal> Deals { get; init; }

    /// <summary>The facts of each deal in order.</summary>
    public required ILookup<Guid, DealEvent> Facts { get; init; }
    public required ILookup<Guid, StageVisit> Visits { get; init; }
    public required IReadOnlyList<TaskItem> Tasks { get; init; }
    public required IReadOnlyDictionary<Guid, WorkflowInstance> Runs { get; init; }
    public required IReadOnlyDictionary<Guid, InstanceState> Documents { get; init; }
    public required ILookup<Guid, Bookmark> Bookmarks { get; init; }

    /// <summary>The journal of each run in order.</summary>
    public required ILookup<Guid, JournalEntry> Journal { get; init; }
    public required IReadOnlyList<OutboxMessage> Outbox { get; init; }
    public required IReadOnlyList<AuditEntry> Entries { get; init; }
    public required IReadOnlyList<AuditSeal> Seals { get; init; }
    public required IReadOnlyDictionary<Guid, ProcedureVersion> Procedures { get; init; }
    public required IReadOnlyList<Approval> Approvals { get; init; }
    public required IReadOnlyList<DefinitionVersion> Definitions { get; init; }

    /// <summary>The index of start triggers by definition.</summary>
    public required ILookup<string, StartTrigger> Triggers { get; init; }

    public static async Task<Tables> ReadAsync(CrmDbContext database)
    {
        var runs = await All<WorkflowInstance>(database);
        return new Tables
        {
            Commands = (await All<CommandAnswer>(database)).ToDictionary(c => c.OperationId),
            Deals = await All<Deal>(database),
            Facts = (await All<DealEvent>(database)).OrderBy(e => e.Seq).ToLookup(e => e.DealId),
            Visits = (await All<StageVisit>(database)).ToLookup(v => v.DealId),
            Tasks = await All<TaskItem>(database),
            Runs = runs.ToDictionary(r => r.Id),
            Documents = runs.ToDictionary(r => r.Id, r => r.ReadState()),
            Bookmarks = (await All<Bookmark>(database)).ToLookup(b => b.WorkflowInstanceId),
            Journal = (await All<JournalEntry>(database)).OrderBy(j => j.Sequence).ToLookup(j => j.WorkflowInstanceId),
            Outbox = await All<OutboxMessage>(database),
            Entries = [.. (await All<AuditEntry>(database)).OrderBy(e => e.Seq)],
            Seals = [.. (await All<AuditSeal>(database)).OrderBy(s => s.Number)],
            Procedures = (await All<ProcedureVersion>(database)).ToDictionary(p => p.Id),
            Approvals = await All<Approval>(database),
            Definitions = await All<DefinitionVersion>(database),
            Triggers = (await All<StartTrigger>(database)).ToLookup(t => t.DefinitionId),
        };
    }

    /// <summary>The stages and gates of a procedure version.</summary>
    public StageFlow? Flow(Guid? procedureVersionId)
    {
        if (procedureVersionId is not { } id || !Procedures.TryGetValue(id, out var procedure)) return null;
        if (!flows.TryGetValue(id, out var flow)) flows[id] = flow = StageFlow.Parse(procedure.Flow);
        return flow;
    }

    private static Task<List<T>> All<T>(CrmDbContext database) where T : class => database.Set<T>().AsNoTracking().ToListAsync();
}
