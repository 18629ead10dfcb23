using Crm.Domain;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>Runs below another run. They belong to its deal too.</summary>
public sealed partial class WorkflowRuntime
{
    /// <summary>Starts a run that its parent asked for in an earlier transaction; the session has the parent in hand.</summary>
    internal async Task Start(ICommandSession session, RunWork work, ChildRun child)
    {
        if (child.IsAwaited) await RequireHeard(session, work, child.Id);
        if (child.IsAwaited && !Awaits(work.Instance, child)) return;
        var versionId = await session.Definitions.PublishedVersion(child.DefinitionId)
            ?? throw new FlowException("WF-CHILD", $"There is no published version of {child.DefinitionId}.");
        var graph = await Graph(versionId);
        var result = await Run(session, work, graph, child.Id, scope => ExecutionCycle.Start(graph, child, scope));
        await KeepNew(session, work, result);
    }

    /// <summary>Ends a run that was started by what is taken back.</summary>
    internal Task CancelStarted(ICommandSession session, RunWork work, WorkflowInstance instance) => CancelRun(session, work, instance);

    /// <summary>Ends the runs that wait for tasks which were canceled over their heads: nothing could ever move them.</summary>
    internal async Task EndAbandoned(ICommandSession session, RunWork work)
    {
        Guid[] runs = [.. work.Abandoned];
        work.Abandoned.Clear();
        foreach (var id in runs)
            if (await session.FindRun(id) is { } run) await CancelRun(session, work, run, byParent: false);
    }

    /// <summary>
    /// What a run is to learn must not be lost on it while it cannot hear: a fault stopped it, or an act that can still be undone took its wait away.
    /// </summary>
    /// <exception cref="NotNowException">It will hear later.</exception>
    internal async Task RequireHeard(ICommandSession session, RunWork work, Guid childId)
    {
        if (work.Instance is not { } parent) return;
        var state = parent.ReadState();
        if (parent.IsOpen && WaitsFor(state.Bookmarks, childId)) return;
        if (WaitsFor(state.StoppedWaits, childId)) throw new NotNowException(null);
        if (work.DealOrNull is { } deal && await session.LastSnapshot(deal.Id) is { } snapshot && snapshot.Terms.Hold(deal, work.Now)
            && snapshot.DocumentOf(parent.Id) is { } before && WaitsFor(InstanceState.Parse(before).Bookmarks, childId))
            throw new NotNowException(snapshot.Terms.Until);
    }

    // Canceled or undone meanwhile, the parent waits no longer, and nobody needs the run.
    private static bool Awaits(WorkflowInstance? parent, ChildRun child) => parent is { IsOpen: true } && WaitsFor(parent.ReadState().Bookmarks, child.Id);

    private static bool WaitsFor(List<Bookmark> waits, Guid childId)
    {
        var payload = Stimuli.ChildPayload(childId).ToJsonString();
        return waits.Exists(wait => wait.Payload == payload);
    }

    private async Task<WorkflowInstance> KeepNew(ICommandSession session, RunWork work, CycleResult started)
    {
        var instance = WorkflowInstance.Create(started, work.DealOrNull?.Id, work.AsActor.Actor.Id);
        await Keep(session, work, instance, started, isNew: true);
        await TakePending(session, work, instance, started);
        return instance;
    }

    private async Task KeepChildren(ICommandSession session, RunWork work, CycleResult result)
    {
        foreach (var child in result.Children) await KeepNew(session, work, child);
        foreach (var id in result.CanceledChildren)
            if (await session.FindRun(id) is { } child) await CancelRun(session, work, child);
    }

    private async Task CancelRun(ICommandSession session, RunWork work, WorkflowInstance instance, bool byParent = true)
    {
        if (instance.IsOver) return;
        var graph = await Graph(instance.DefinitionVersionId);
        await Keep(session, work, instance,
            work.InRun(instance.Id, () => ExecutionCycle.Cancel(graph, instance.ReadState(), Scope(work), byParent)), isNew: false);
    }

    /// <summary>What the steps of a graph may start has to be at hand before its cycle; most graphs start nothing.</summary>
    private async Task<RunLibrary> Library(ICommandSession session, RunWork work, WorkflowGraph graph)
    {
        var library = work.Library ??= new RunLibrary(session, catalog);
        await library.Read(graph.Calls);
        await library.Read(work.Replays.Needed);
        return library;
    }
}
