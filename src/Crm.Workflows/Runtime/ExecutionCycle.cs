using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>
/// One run of an instance from a stimulus to the next wait, as a function: graph, state, stimulus and time in; the new state and all that
/// has to be saved with it out. No I/O, no clock, no chance of its own. The state that is passed in never changes.
/// </summary>
public static class ExecutionCycle
{
    /// <param name="trigger">The start trigger that fired, when one did; its stimulus carries the payload (TR-05).</param>
    public static CycleResult Start(WorkflowGraph graph, Guid instanceId, string? correlationId, JsonObject? input, CycleScope scope,
        (string NodeId, Stimulus Stimulus)? trigger = null)
    {
        var state = NewState(graph, instanceId, correlationId, input, scope);
        var startedBy = trigger is { } fired && graph.Find(fired.NodeId) is { } plan ? (plan.Node, fired.Stimulus) : default((ActivityNode, Stimulus)?);
        return Guarded(graph, state, scope, () => Begin(new CycleRun(graph, state.Copy(), scope) { StartedBy = startedBy }));
    }

    /// <summary>Starts a run below another one.</summary>
    public static CycleResult Start(WorkflowGraph graph, ChildRun child, CycleScope scope)
    {
        var state = NewState(graph, child, scope);
        return Guarded(graph, state, scope, () => Begin(new CycleRun(graph, state.Copy(), scope)));
    }

    /// <summary>Starts a run in the middle of the cycle of its parent, whose limits are its own.</summary>
    internal static CycleResult StartWithin(WorkflowGraph graph, ChildRun child, CycleScope scope) =>
        Begin(new CycleRun(graph, NewState(graph, child, scope), scope) { IsWatched = true });

    /// <summary>Starts at the entry node of a stage (D-05): what lies before it counts as passed.</summary>
    public static CycleResult StartAt(WorkflowGraph graph, Guid instanceId, string? correlationId, JsonObject? input, string entryNodeId, CycleScope scope)
    {
        var entry = graph.Find(entryNodeId)?.Node ?? throw new FlowException("FC-17", $"The definition has no step {entryNodeId}.");
        if (entry.Parent != graph.Root?.Node || entry.Parent?.Type != WorkflowDefinition.FlowchartType)
            throw new FlowException("FC-17", "A run starts only at a direct child of the root flowchart.");
        var state = NewState(graph, instanceId, correlationId, input, scope);
        return Guarded(graph, state, scope, () => Begin(new CycleRun(graph, state.Copy(), scope) { Entry = entry }));
    }

    /// <exception cref="DomainException">WFI-004: the instance is over. WFI-003: the bookmark is gone.</exception>
    public static CycleResult Resume(WorkflowGraph graph, InstanceState state, string bookmarkId, Stimulus stimulus, CycleScope scope)
    {
        RequireOpen(state);
        return Guarded(graph, state, scope, () =>
        {
            var run = new CycleRun(graph, state.Copy(), scope);
            var bookmark = run.State.Bookmarks.Find(b => b.Id == bookmarkId) ?? throw new DomainException("WFI-003", "");
            var execution = run.Find(bookmark.ActivityInstanceId) ?? throw new DomainException("WFI-003", "");
            if (bookmark.AutoBurn) run.Burn(b => b.Id == bookmarkId);
            run.Record(execution, JournalEvent.Resumed);
            run.Resume(execution, stimulus);
            run.Drain();
            return run.Result();
        });
    }

    /// <summary>Ends the instance: every open step is canceled, children first.</summary>
    /// <param name="byParent">The run that waits for this one cancels it: it need not be told.</param>
    /// <param name="by">Who wanted it and why, as JSON text for the journal.</param>
    public static CycleResult Cancel(WorkflowGraph graph, InstanceState state, CycleScope scope, bool byParent = false, string? by = null)
    {
        RequireNotOver(state);
        var run = new CycleRun(graph, state.Copy(), scope) { IsWatched = byParent };
        if (run.State.ActivityExecutionContexts.FirstOrDefault() is { } outermost) run.Cancel(outermost, tellParent: false, by);
        run.Burn(_ => true);
        run.State.StoppedWaits = [];
        run.State.CompletionCallbacks.Clear();
        return run.Result(WorkflowStatus.Canceled);
    }

    /// <summary>IC-05: runs a faulted node again with the same inputs.</summary>
    /// <param name="by">Who wanted it and why, as JSON text for the journal.</param>
    /// <exception cref="DomainException">WFI-005: there is no open fault at this run of a node.</exception>
    public static CycleResult Retry(WorkflowGraph graph, InstanceState state, string activityInstanceId, CycleScope scope, string? by = null) =>
        Resolve(graph, state, activityInstanceId, scope, "Retry", (run, execution) =>
        {
            execution.Status = NodeStatus.Running;
            run.Record(execution, JournalEvent.Retried).Payload = by;
            run.Again(execution);
        });

    /// <summary>IC-07: gives up a faulted node; its paths die and the flow goes on.</summary>
    /// <param name="by">Who wanted it and why, as JSON text for the journal.</param>
    public static CycleResult Dismiss(WorkflowGraph graph, InstanceState state, string activityInstanceId, CycleScope scope, string? by = null) =>
        Resolve(graph, state, activityInstanceId, scope, "Dismiss", (run, execution) => run.Cancel(execution, tellParent: true, by));

    /// <summary>D-13: puts an earlier state back. The journal goes on: its numbers stay without gaps, and nothing in it is taken back.</summary>
    public static CycleResult Undo(WorkflowGraph graph, InstanceState current, InstanceState before, CycleScope scope)
    {
        var run = new CycleRun(graph, before.Copy(), scope);
        run.TakeOver(current);
        return run.Result(before.Status);
    }

    /// <summary>Cancels open steps that match, for example the work of one stage; their paths die.</summary>
    public static CycleResult CancelNodes(WorkflowGraph graph, InstanceState state, Func<ActivityNode, bool> match, CycleScope scope)
    {
        RequireOpen(state);
        return Guarded(graph, state, scope, () =>
        {
            var run = new CycleRun(graph, state.Copy(), scope);
            run.CancelWhere(e => e.Plan != graph.Outermost && e.Plan != graph.Root && match(e.Plan.Node));
            run.Drain();
            return run.Result();
        });
    }

    private static CycleResult Resolve(WorkflowGraph graph, InstanceState state, string activityInstanceId, CycleScope scope, string resolution,
        Action<CycleRun, ActivityExecution> act)
    {
        RequireNotOver(state);
        return Guarded(graph, state, scope, () =>
        {
            var run = new CycleRun(graph, state.Copy(), scope);
            var incident = run.State.Incidents.FindLast(i => i.IsOpen && i.ActivityInstanceId == activityInstanceId) ?? throw new DomainException("WFI-005");
            var execution = run.Find(activityInstanceId) ?? throw new DomainException("WFI-005");
            incident.Resolve(resolution, scope.Now);
            run.State.Become(WorkflowStatus.Running);
            run.State.FinishedAt = null;
            run.WaitAgain();
            for (var at = execution; at is not null; at = at.Parent) at.FaultCount = Math.Max(0, at.FaultCount - 1);
            act(run, execution);
            run.Drain();
            return run.Result();
        });
    }

    private static CycleResult Begin(CycleRun run)
    {
        var outermost = run.Begin(run.Graph.Outermost, null);
        run.Record(outermost, JournalEvent.Started);
        if (run.Graph.Root is { } root) run.Schedule(outermost, root.Node, null);
        else run.Complete(outermost, [Outcome.Done]);
        run.Drain();
        return run.Result();
    }

    private static CycleResult Guarded(WorkflowGraph graph, InstanceState before, CycleScope scope, Func<CycleResult> cycle)
    {
        if (scope.Exceeded is { } known) return new CycleRun(graph, before.Copy(), scope).RolledBack(known);
        try
        {
            return cycle();
        }
        catch (CycleLimitException limit)
        {
            return new CycleRun(graph, before.Copy(), scope).RolledBack(limit.Message);
        }
    }

    private static InstanceState NewState(WorkflowGraph graph, Guid instanceId, string? correlationId, JsonObject? input, CycleScope scope)
    {
        var state = new InstanceState
        {
            Id = instanceId.ToString(),
            DefinitionId = graph.Definition.DefinitionId,
            DefinitionVersionId = graph.Definition.Id,
            DefinitionVersion = graph.Definition.Version,
            CorrelationId = correlationId,
            IsSystem = graph.Definition.IsSystem,
            Input = (JsonObject?)input?.DeepClone() ?? [],
            CreatedAt = scope.Now,
            UpdatedAt = scope.Now,
        };
        state.Become(WorkflowStatus.Running);
        return state;
    }

    private static InstanceState NewState(WorkflowGraph graph, ChildRun child, CycleScope scope)
    {
        var state = NewState(graph, child.Id, child.CorrelationId, child.Input, scope);
        state.ParentWorkflowInstanceId = child.ParentInstanceId.ToString();
        state.Properties = child.Properties();
        return state;
    }

    // A run that a fault has stopped is not open, but not over either.
    private static void RequireNotOver(InstanceState state)
    {
        if (state.Status is WorkflowStatus.Finished or WorkflowStatus.Canceled) throw new DomainException("WFI-004", state.Status.Name());
    }

    private static void RequireOpen(InstanceState state)
    {
        if (state.Status is not (WorkflowStatus.Suspended or WorkflowStatus.Running)) throw new DomainException("WFI-004", state.Status.Name());
    }
}
