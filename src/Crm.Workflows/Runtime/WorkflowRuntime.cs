using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Runs the cycles of one transaction: reads the graph, calls the pure cycle, hands its results to the session.</summary>
public sealed partial class WorkflowRuntime(DefinitionCatalog catalog, ActivityRegistry registry, ExpressionEvaluator expressions, EffectSecrets? secrets = null)
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
        var result = await Run(session, work, graph, id, scope => entry is null
            ? ExecutionCycle.Start(graph, id, correlation, null, scope)
            : ExecutionCycle.StartAt(graph, id, correlation, null, entry.NodeId, scope));
        var instance = WorkflowInstance.Create(result, work.Deal.Id, work.AsActor.Actor.Id);
        work.Instance = instance;
        await Keep(session, work, instance, result, isNew: true);
        await TakePending(session, work, instance, result);
    }

    /// <summary>Delivers a stimulus to the run that waits for it; WFI-003 when nothing waits any more.</summary>
    internal Task Deliver(ICommandSession session, RunWork work, Stimulus stimulus) => Deliver(session, work, [stimulus]);

    /// <summary>Delivers the first stimulus that the run waits for.</summary>
    internal async Task Deliver(ICommandSession session, RunWork work, IEnumerable<Stimulus> oneOf)
    {
        var instance = Open(work);
        var state = instance.ReadState();
        foreach (var stimulus in oneOf)
        {
            if (state.Bookmarks.Find(b => b.Name == stimulus.Name && (stimulus.Hash is null || b.Hash == stimulus.Hash)) is not { } bookmark) continue;
            await Resume(session, work, instance, state, bookmark.Id, stimulus);
            return;
        }
        throw new DomainException("WFI-003", "");
    }

    /// <summary>A timer of the run is due. Says whether it still waited.</summary>
    internal async Task<bool> Fire(ICommandSession session, RunWork work, string bookmarkId)
    {
        if (work.Instance is not { IsOpen: true } instance) return false;
        var state = instance.ReadState();
        if (state.Bookmarks.Find(b => b.Id == bookmarkId) is not { } bookmark) return false;
        // It would leave its limits again; a person has to resolve that first.
        if (state.LeftItsLimits) return false;
        await Resume(session, work, instance, state, bookmark.Id, new Stimulus(bookmark.Name) { Hash = bookmark.Hash });
        return true;
    }

    /// <summary>A person resolves a fault: the step runs again, or it is given up and its paths die.</summary>
    /// <param name="by">Who wanted it and why, as JSON text for the journal.</param>
    internal async Task Resolve(ICommandSession session, RunWork work, string activityInstanceId, bool retry, string by)
    {
        var instance = work.Instance ?? throw new DomainException("WFI-004", "-");
        var (graph, state) = (await Graph(instance.DefinitionVersionId), instance.ReadState());
        var result = await Run(session, work, graph, instance.Id, scope => retry
            ? ExecutionCycle.Retry(graph, state, activityInstanceId, scope, by)
            : ExecutionCycle.Dismiss(graph, state, activityInstanceId, scope, by));
        await Keep(session, work, instance, result, isNew: false);
        await TakePending(session, work, instance, result);
    }

    /// <summary>Ends the run, also one that a fault has stopped.</summary>
    /// <param name="by">Who wanted it and why, as JSON text for the journal; null when it follows from another act.</param>
    internal async Task Cancel(ICommandSession session, RunWork work, string? by = null)
    {
        var instance = work.Instance ?? throw new DomainException("WFI-004", "-");
        var graph = await Graph(instance.DefinitionVersionId);
        await Keep(session, work, instance, work.InRun(instance.Id, () => ExecutionCycle.Cancel(graph, instance.ReadState(), Scope(work), by: by)), isNew: false);
    }

    /// <summary>Puts the run back to an earlier document of its own.</summary>
    internal async Task Undo(ICommandSession session, RunWork work, WorkflowInstance instance, string document)
    {
        var graph = await Graph(instance.DefinitionVersionId);
        await Keep(session, work, instance, ExecutionCycle.Undo(graph, instance.ReadState(), InstanceState.Parse(document), Scope(work)), isNew: false);
    }

    private async Task Resume(ICommandSession session, RunWork work, WorkflowInstance instance, InstanceState state, string bookmarkId,
        Stimulus stimulus)
    {
        var graph = await Graph(instance.DefinitionVersionId);
        var result = await Run(session, work, graph, instance.Id, scope => ExecutionCycle.Resume(graph, state, bookmarkId, stimulus, scope));
        await Keep(session, work, instance, result, isNew: false);
        await TakePending(session, work, instance, result);
    }

    /// <summary>BM-07: an event that came before its wait is taken in the transaction that makes the wait.</summary>
    private async Task TakePending(ICommandSession session, RunWork work, WorkflowInstance instance, CycleResult result)
    {
        foreach (var bookmark in result.NewBookmarks.Where(b => b.Name == Stimuli.Event))
        {
            if (!instance.IsOpen) return;
            var state = instance.ReadState();
            if (!state.Bookmarks.Exists(b => b.Id == bookmark.Id) || await session.TakePending(bookmark) is not { } pending) continue;
            var stimulus = pending.ToStimulus();
            work.Trace?.Events.Add(UsedEvent.Of(stimulus));
            await Resume(session, work, instance, state, bookmark.Id, stimulus);
        }
    }

    /// <summary>A person is told that the cycle left its limits; otherwise it becomes an incident of the run.</summary>
    private async Task<CycleResult> Run(ICommandSession session, RunWork work, WorkflowGraph graph, Guid runId,
        Func<CycleScope, CycleResult> cycle)
    {
        var library = await Library(session, work, graph);
        var result = work.InRun(runId, () => work.Replays.Run(Scope(work) with { Library = library.Find }, work.ByPerson, cycle));
        return result.IsRolledBack && work.ByPerson ? throw new DomainException("GEN-015", 5) : result;
    }

    private CycleScope Scope(RunWork work) => new()
    {
        Now = work.Now,
        Registry = registry,
        Expressions = expressions,
        Work = work,
        PersonCommand = work.ByPerson,
    };

    private async Task<WorkflowGraph> Graph(string definitionVersionId) =>
        await catalog.Find(definitionVersionId) ?? throw new DomainException("DTP-001");

    private async Task Keep(ICommandSession session, RunWork work, WorkflowInstance instance, CycleResult result, bool isNew)
    {
        work.Trace?.Follow(instance, result, isNew);
        if (!isNew) instance.Apply(result);
        session.Apply(instance, result, isNew);
        foreach (var effect in result.Effects)
        {
            var notBefore = effect.NotBefore ?? (effect.Leaves ? work.Trace?.HoldsUntil : null);
            var message = OutboxMessage.Of(effect.Kind, work.DealOrNull?.Id, Kept(effect), effect.IdempotencyKey, work.Now, notBefore);
            session.Add(message);
            work.Trace?.Messages.Add(message.Id);
        }
        foreach (var incident in result.NewIncidents)
            work.Signal(new Signal.IncidentRaised(instance.Id, incident.ActivityNodeId) { DealId = work.DealOrNull?.Id });
        await KeepChildren(session, work, result);
        await EndAbandoned(session, work);
    }

    private string Kept(OutboxEffect effect) => effect.Kind == HttpCall.EffectKind
        ? HttpCall.Read(effect.PayloadJson).Conceal(secrets ?? EffectSecrets.None).ToJson().ToJsonString()
        : effect.PayloadJson;

    private static WorkflowInstance Open(RunWork work) => work.Instance switch
    {
        null => throw new DomainException("WFI-004", "-"),
        { IsOpen: false } over => throw new DomainException("WFI-004", over.Status.Name()),
        var open => open,
    };
}
