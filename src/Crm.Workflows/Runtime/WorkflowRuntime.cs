using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Runs the cycles of one transaction: reads the graph, calls the pure cycle, hands its results to the session.</summary>
public sealed class WorkflowRuntime(DefinitionCatalog catalog, ActivityRegistry registry, ExpressionEvaluator expressions)
{
    /// <summary>Starts the run of a deal at its beginning, or at the entry of a stage.</summary>
    internal async Task Start(ICommandSession session, DealWork work, string? stage)
    {
        var versionId = work.Procedure.DefinitionVersionId ?? throw new DomainException("DTP-001");
        var graph = await Graph(versionId);
        var id = Guid.CreateVersion7();
        work.RunId = id;
        work.Deal.RunBy(id);
        var entry = stage is null || stage == work.Flow.First.Code ? null : graph.EntryOf(stage) ?? throw new DomainException("STG-001", stage);
        var correlation = work.Deal.Id.ToString();
        var result = entry is null
            ? ExecutionCycle.Start(graph, id, correlation, null, Scope(work))
            : ExecutionCycle.StartAt(graph, id, correlation, null, entry.NodeId, Scope(work));
        RequireWithinLimits(result);
        var instance = WorkflowInstance.Create(result, work.Deal.Id, work.AsActor.Actor.Id);
        work.Instance = instance;
        Keep(session, work, instance, result, isNew: true);
    }

    /// <summary>Delivers a stimulus to the run that waits for it; WFI-003 when nothing waits any more.</summary>
    internal async Task Deliver(ICommandSession session, DealWork work, Stimulus stimulus)
    {
        var instance = Open(work);
        var state = instance.ReadState();
        var bookmark = state.Bookmarks.Find(b => b.Name == stimulus.Name && (stimulus.Hash is null || b.Hash == stimulus.Hash))
            ?? throw new DomainException("WFI-003", "");
        await Resume(session, work, instance, state, bookmark.Id, stimulus);
    }

    /// <summary>A timer of the run is due. Says whether it still waited.</summary>
    internal async Task<bool> Fire(ICommandSession session, DealWork work, string bookmarkId)
    {
        if (work.Instance is not { IsOpen: true } instance) return false;
        var state = instance.ReadState();
        if (state.Bookmarks.Find(b => b.Id == bookmarkId) is not { } bookmark) return false;
        await Resume(session, work, instance, state, bookmark.Id, new Stimulus(bookmark.Name) { Hash = bookmark.Hash });
        return true;
    }

    internal async Task Cancel(ICommandSession session, DealWork work)
    {
        var instance = Open(work);
        var graph = await Graph(instance.DefinitionVersionId);
        Keep(session, work, instance, ExecutionCycle.Cancel(graph, instance.ReadState(), Scope(work)), isNew: false);
    }

    private async Task Resume(ICommandSession session, DealWork work, WorkflowInstance instance, InstanceState state, string bookmarkId,
        Stimulus stimulus)
    {
        var graph = await Graph(instance.DefinitionVersionId);
        var result = ExecutionCycle.Resume(graph, state, bookmarkId, stimulus, Scope(work));
        RequireWithinLimits(result);
        Keep(session, work, instance, result, isNew: false);
    }

    private CycleScope Scope(DealWork work) => new()
    {
        Now = work.Now,
        Registry = registry,
        Expressions = expressions,
        Work = work,
        PersonCommand = work.ByPerson,
    };

    private async Task<WorkflowGraph> Graph(string definitionVersionId) =>
        await catalog.Find(definitionVersionId) ?? throw new DomainException("DTP-001");

    private static void Keep(ICommandSession session, DealWork work, WorkflowInstance instance, CycleResult result, bool isNew)
    {
        if (!isNew) instance.Apply(result);
        session.Apply(instance, result, isNew);
        foreach (var effect in result.Effects)
            session.Add(OutboxMessage.Of(effect.Kind, work.Deal.Id, effect.PayloadJson, effect.IdempotencyKey, work.Now, effect.NotBefore));
        foreach (var incident in result.NewIncidents)
            work.Signal(new Signal.IncidentRaised(instance.Id, incident.ActivityNodeId) { DealId = work.Deal.Id });
    }

    private static WorkflowInstance Open(DealWork work) => work.Instance switch
    {
        null => throw new DomainException("WFI-004", "-"),
        { IsOpen: false } over => throw new DomainException("WFI-004", over.Status),
        var open => open,
    };

    private static void RequireWithinLimits(CycleResult result)
    {
        if (result.IsRolledBack) throw new DomainException("GEN-015", 5);
    }
}
