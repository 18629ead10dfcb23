using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>The rules of section 6 of the format (counter mode) over the counters of one running flowchart.</summary>
internal sealed class FlowRules(CycleRun run, ActivityExecution flowchart)
{
    private static readonly JsonNode Backward = JsonValue.Create("backward");
    private readonly FlowchartGraph _graph = flowchart.Plan.Flowchart!;
    private FlowScope _scope = null!;
    private bool _scheduled;

    public static FlowRules Of(CycleRun run, ActivityExecution flowchart) =>
        new(run, flowchart) { _scope = flowchart.Flow ??= FlowScope.Load(flowchart.Plan.Flowchart!, flowchart.Properties) };

    public static bool IsBackward(JsonNode? tag) => tag is JsonValue value && value.TryGetValue<string>(out var text) && text == "backward";

    /// <summary>FC-01, or D-05 when the instance starts at a stage.</summary>
    public ActivityResult Begin()
    {
        var root = _graph.Root(run.TriggerIn(flowchart));
        flowchart.Flow = _scope = FlowScope.Begin(_graph, root);
        if (root < 0) return ActivityResult.Done();
        var entry = run.EntryIn(flowchart);
        if (entry >= 0) new FlowEntry(_graph, _scope, root, entry).CountVisited();
        run.Schedule(flowchart, _graph.Children[entry >= 0 ? entry : root], null);
        return ActivityResult.Working;
    }

    /// <summary>FC-06.</summary>
    public ActivityResult Completed(ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes)
    {
        if (run.Graph.PlanOf(child).Descriptor?.IsTerminal == true)
            return child.Type == "Elsa.Complete" ? ActivityResult.Done(outcomes) : ActivityResult.Done();
        var node = _graph.PositionOf(child.Id);
        if (_scope.Paths.IsDangling(node)) throw new FlowException("FC-04", $"The step {child.Id} is not reached by any connection.");
        if (!IsBackward(tag)) _scope.Visits[node]++;
        _scheduled = false;
        foreach (var connection in _graph.Outbound[node])
        {
            _scope.Visit(connection, outcomes.Contains(connection.Port));
            Arrive(connection);
        }
        return Rest();
    }

    /// <summary>FC-15: the paths out of a canceled child die.</summary>
    public ActivityResult Canceled(ActivityNode child)
    {
        var node = _graph.PositionOf(child.Id);
        _scheduled = false;
        foreach (var connection in _graph.Outbound[node])
        {
            _scope.Visit(connection, followed: false);
            Arrive(connection);
        }
        return Rest();
    }

    /// <summary>FC-11: whatever still works on the way to a join is no longer needed.</summary>
    public void CancelAncestors(ActivityNode join)
    {
        var target = _graph.PositionOf(join.Id);
        foreach (var child in run.ChildrenOf(flowchart))
            if (child.Plan.Node.Id != join.Id && _scope.Paths.IsAncestor(_graph.PositionOf(child.Plan.Node.Id), target))
                run.Cancel(child, tellParent: true);
    }

    // FC-13.
    private ActivityResult Rest() =>
        _scheduled || run.HasOpenWork(flowchart) ? ActivityResult.Working : ActivityResult.Done();

    private void Arrive(FlowConnection connection)
    {
        if (_scope.Paths.IsForward(connection)) Forward(connection);
        else if (_scope.Followed[connection.Index]) GoBack(connection);
    }

    // FC-07.
    private void GoBack(FlowConnection connection)
    {
        if (!_scope.Paths.IsValidBackward(connection))
            throw new FlowException("FC-03", $"The connection {connection.Key} leads back to a step that was not passed on every path.");
        Schedule(connection.Target, Backward.DeepClone());
    }

    // FC-08 to FC-11.
    private void Forward(FlowConnection connection)
    {
        var target = connection.Target;
        switch (ModeOf(_graph.Children[target]))
        {
            case FlowJoinMode.WaitAny: WaitAny(connection, target); break;
            case FlowJoinMode.WaitAll: WaitAll(target, _scope.AllFollowed); break;
            default: WaitAll(target, _scope.AnyFollowed); break;
        }
    }

    private void WaitAll(int target, Func<int, bool> enough)
    {
        if (!_scope.AllVisited(target)) return;
        if (enough(target)) Schedule(target, null);
        else Skip(target);
    }

    private void WaitAny(FlowConnection connection, int target)
    {
        if (_scope.ConnectionVisits[connection.Index] <= _scope.Visits[target]) return;
        var join = _graph.Children[target];
        if (run.IsQueued(flowchart, join)) return;
        if (_scope.AnyFollowed(target))
        {
            Schedule(target, null);
            CancelAncestors(join);
        }
        else if (_scope.AllVisited(target)) Skip(target);
    }

    // FC-14: dead-path elimination.
    private void Skip(int target)
    {
        _scope.Visits[target]++;
        run.Skipped(flowchart, _graph.Children[target]);
        foreach (var connection in _graph.Outbound[target])
        {
            _scope.Visit(connection, followed: false);
            Arrive(connection);
        }
    }

    private void Schedule(int target, JsonNode? tag)
    {
        run.Schedule(flowchart, _graph.Children[target], tag);
        _scheduled = true;
    }

    private FlowJoinMode ModeOf(ActivityNode node)
    {
        if (node.Type != "Elsa.FlowJoin") return FlowJoinMode.WaitAllActive;
        return run.EvaluateInput(flowchart, node, "mode")?.ToString() switch
        {
            "WaitAll" or "1" => FlowJoinMode.WaitAll,
            "WaitAllActive" or "2" => FlowJoinMode.WaitAllActive,
            _ => FlowJoinMode.WaitAny,
        };
    }
}
