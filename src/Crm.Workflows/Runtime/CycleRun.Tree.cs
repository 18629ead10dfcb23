using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>Scheduling, completing and canceling in the tree of open node runs.</summary>
internal sealed partial class CycleRun
{
    public bool IsFinished { get; private set; }

    public IReadOnlyList<ActivityExecution> ChildrenOf(ActivityExecution parent) =>
        State.ActivityExecutionContexts.FindAll(e => e.Parent == parent && e.IsOpen);

    public bool IsQueued(ActivityExecution parent, ActivityNode child) =>
        Queue.Exists(i => i.OwnerContextId == parent.Id && i.ActivityNodeId == child.NodeId);

    public bool HasOpenWork(ActivityExecution parent) =>
        State.ActivityExecutionContexts.Exists(e => e.Parent == parent && e.IsOpen) || Queue.Exists(i => i.OwnerContextId == parent.Id);

    public string? TriggerIn(ActivityExecution container) =>
        StartedBy is { } trigger && trigger.Node.Parent == container.Plan.Node ? trigger.Node.Id : null;

    public int EntryIn(ActivityExecution container) =>
        Entry is { } entry && entry.Parent == container.Plan.Node ? container.Plan.Flowchart!.PositionOf(entry.Id) : -1;

    public void Schedule(ActivityExecution parent, ActivityNode child, JsonNode? tag, params DynamicVariable[] variables)
    {
        Queue.Add(new ScheduledActivity { ActivityNodeId = child.NodeId, OwnerContextId = parent.Id, Tag = tag, Variables = [.. variables] });
        State.CompletionCallbacks.Add(new CompletionCallback
        {
            OwnerInstanceId = parent.Id,
            ChildNodeId = child.NodeId,
            MethodName = "OnChildCompletedAsync",
            Tag = tag?.DeepClone(),
        });
    }

    /// <summary>A node that is passed over because all ways to it are dead (D12).</summary>
    public void Skipped(ActivityExecution parent, ActivityNode node) => Record(Graph.PlanOf(node), null, parent.Id, JournalEvent.Skipped);

    /// <summary>Cancels a run of a node with all below it, children first.</summary>
    /// <param name="by">Who wanted it and why, as JSON text for the journal.</param>
    public void Cancel(ActivityExecution execution, bool tellParent, string? by = null)
    {
        if (!execution.IsOpen) return;
        foreach (var child in ChildrenOf(execution)) Cancel(child, tellParent: false);
        Queue.RemoveAll(i => i.OwnerContextId == execution.Id || i.ExistingActivityExecutionContextId == execution.Id);
        Burn(b => b.ActivityInstanceId == execution.Id);
        if (execution.Plan.Descriptor is { } kind && Scope.Registry.Find(kind.Type, kind.Version) is { } activity)
        {
            var context = new ActivityContext(this, execution);
            activity.Canceled(context);
            context.Commit();
        }
        foreach (var incident in State.Incidents.Where(i => i.IsOpen && i.ActivityInstanceId == execution.Id)) incident.Resolve("Canceled", Scope.Now);
        Close(execution, NodeStatus.Canceled);
        Record(execution, JournalEvent.Canceled).Payload = by;
        if (!tellParent || execution.Parent is not { Status: NodeStatus.Running } parent) return;
        if (parent.Plan == Graph.Outermost) Complete(parent, [Outcome.Done]);
        else Invoke(parent, (container, context) => container.ChildCanceled(context, execution.Plan.Node, execution.Tag));
    }

    public void CancelChildren(ActivityExecution execution)
    {
        var queued = Queue.FindAll(i => i.OwnerContextId == execution.Id).ConvertAll(i => i.ActivityNodeId);
        Queue.RemoveAll(i => i.OwnerContextId == execution.Id);
        State.CompletionCallbacks.RemoveAll(c => c.OwnerInstanceId == execution.Id && queued.Contains(c.ChildNodeId));
        foreach (var child in ChildrenOf(execution)) Cancel(child, tellParent: false);
    }

    public int CancelWhere(Func<ActivityExecution, bool> match)
    {
        var found = State.ActivityExecutionContexts.FindAll(e => e.IsOpen && match(e));
        foreach (var execution in found) Cancel(execution, tellParent: true);
        return found.Count;
    }

    /// <summary>Steps that wait for what will not come leave by this outcome; those that do not know it are canceled.</summary>
    public void Leave(Predicate<Bookmark> waitsFor, string outcome)
    {
        foreach (var id in State.Bookmarks.FindAll(waitsFor).Select(b => b.ActivityInstanceId).Distinct().ToList())
        {
            if (Find(id) is not { Status: NodeStatus.Running } execution) continue;
            if (execution.Plan.Descriptor?.Outcomes.Contains(outcome) != true) Cancel(execution, tellParent: true);
            else
            {
                Record(execution, JournalEvent.Resumed);
                Complete(execution, [outcome]);
            }
        }
    }

    public void Complete(ActivityExecution execution, IReadOnlyList<string> outcomes)
    {
        Queue.RemoveAll(i => i.OwnerContextId == execution.Id);
        foreach (var child in ChildrenOf(execution)) Cancel(child, tellParent: false);
        Burn(b => b.ActivityInstanceId == execution.Id);
        Close(execution, NodeStatus.Completed);
        Record(execution, JournalEvent.Completed).Payload = OutcomesJson(outcomes);
        if (execution.Parent is not { } parent)
        {
            IsFinished = true;
            return;
        }
        if (parent.Plan == Graph.Outermost) Complete(parent, [Outcome.Done]);
        else if (parent.Status == NodeStatus.Running)
            Invoke(parent, (container, context) => container.ChildCompleted(context, execution.Plan.Node, execution.Tag, outcomes));
    }

    // The instance ends here: everything else is canceled, the containers around the node complete without going on.
    private void Finish(ActivityExecution execution)
    {
        var around = new List<ActivityExecution>();
        for (var at = execution.Parent; at is not null; at = at.Parent) around.Add(at);
        Close(execution, NodeStatus.Completed);
        Burn(b => b.ActivityInstanceId == execution.Id);
        Record(execution, JournalEvent.Completed).Payload = OutcomesJson([Outcome.Done]);
        Queue.Clear();
        foreach (var container in around)
        {
            foreach (var child in ChildrenOf(container)) Cancel(child, tellParent: false);
            Close(container, NodeStatus.Completed);
            Record(container, JournalEvent.Completed).Payload = OutcomesJson([Outcome.Done]);
        }
        State.CompletionCallbacks.Clear();
        IsFinished = true;
    }

    private static ActivityExecution? LoopAround(ActivityExecution execution)
    {
        for (var at = execution.Parent; at is not null; at = at.Parent)
            if (at.Plan.Descriptor is { IsLoop: true, LetsBreakPass: false }) return at;
        return null;
    }

    // The containers between them are canceled with what works in them; only the loop goes on, by being done.
    private void Break(ActivityExecution execution, ActivityExecution loop)
    {
        Close(execution, NodeStatus.Completed);
        Record(execution, JournalEvent.Completed).Payload = OutcomesJson([Outcome.Done]);
        Complete(loop, [Outcome.Done]);
    }

    private void Close(ActivityExecution execution, NodeStatus status)
    {
        execution.Status = status;
        execution.CompletedAt = Scope.Now;
        State.ActivityExecutionContexts.Remove(execution);
        _executions.Remove(execution.Id);
        var callback = State.CompletionCallbacks.FindIndex(c => c.OwnerInstanceId == execution.ParentContextId && c.ChildNodeId == execution.ScheduledActivityNodeId);
        if (callback >= 0) State.CompletionCallbacks.RemoveAt(callback);
    }

    private static string OutcomesJson(IReadOnlyList<string> outcomes)
    {
        if (outcomes is [Outcome.Done]) return "{\"Outcomes\":[\"Done\"]}";
        return new JsonObject { ["Outcomes"] = new JsonArray(outcomes.Select(o => (JsonNode?)JsonValue.Create(o)).ToArray()) }.ToJsonString();
    }
}
