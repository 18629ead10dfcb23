using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>
/// VA-02: finds steps that read what a wait may have wiped out. A variable that is only kept in memory has its first value again after a
/// wait, so whoever was told to remember something finds it forgotten.
/// </summary>
internal sealed class MemoryRules(WorkflowGraph graph, List<Finding> findings)
{
    private readonly List<NodePlan> _waits = [.. graph.Plans.Where(plan => plan.Descriptor is { Waits: true })];

    public void Check()
    {
        if (_waits.Count == 0) return;
        Check(graph.Definition.Outermost, graph.Definition.Variables);
        foreach (var plan in graph.Plans) Check(plan.Node, plan.Node.Variables);
    }

    private void Check(ActivityNode owner, IReadOnlyList<Variable> variables)
    {
        foreach (var variable in variables.Where(v => !v.IsStored))
        {
            var inside = graph.Plans.Where(plan => IsInside(plan.Node, owner)).ToList();
            if (!inside.Exists(plan => Sets(plan, variable))) continue;
            foreach (var reader in inside.Where(plan => Reads(plan.Node, variable)))
            {
                if (_waits.Find(wait => IsInside(wait.Node, owner) && ComesBefore(wait.Node, reader.Node)) is not { } wait) continue;
                findings.Add(Finding.Warning("VA-02", reader.Node.NodeId, variable.Name, reader.Node.Titled, variable.Name, wait.Node.Titled));
            }
        }
    }

    private static bool IsInside(ActivityNode node, ActivityNode owner) => node != owner && node.NodeId.StartsWith(owner.NodeId + ":", StringComparison.Ordinal);

    private static bool Sets(NodePlan plan, Variable variable) =>
        (plan.Node.Json["variable"] as JsonObject)?.Text("id") == variable.Id
        || plan.Outputs.Values.Contains(variable.Id)
        || Texts(plan.Node).Any(text => text.Contains("set" + variable.Name + "(", StringComparison.Ordinal)
            || text.Contains("setVariable", StringComparison.Ordinal) && Names(text, variable)
            || text.Contains("variables." + variable.Name + " =", StringComparison.Ordinal));

    private static bool Reads(ActivityNode node, Variable variable) =>
        Expressions(node).Any(e => e.Text("type") == "Variable" && (e["value"] as JsonObject)?.Text("id") == variable.Id)
        || Texts(node).Any(text => text.Contains("get" + variable.Name + "(", StringComparison.Ordinal)
            || text.Contains("ariables." + variable.Name, StringComparison.Ordinal) || text.Contains("getVariable", StringComparison.Ordinal) && Names(text, variable));

    private static bool Names(string text, Variable variable) =>
        text.Contains('\'' + variable.Name + '\'', StringComparison.Ordinal) || text.Contains('"' + variable.Name + '"', StringComparison.Ordinal);

    private static IEnumerable<string> Texts(ActivityNode node) => Expressions(node)
        .Where(e => e.Text("type") is "JavaScript" or "Liquid").Select(e => e.Text("value")).OfType<string>();

    /// <summary>The expressions of a node's own members, not of the steps inside it.</summary>
    private static IEnumerable<JsonObject> Expressions(ActivityNode node) => node.Json.Select(member => member.Value.Asked()).OfType<JsonObject>()
        .Concat(node.Json["cases"].Objects().Select(item => item.Json["condition"].Asked()).OfType<JsonObject>());

    /// <summary>Whether one step can run and be over before the other: along the connections of a flowchart, the order of a sequence, or the next round of a loop.</summary>
    private bool ComesBefore(ActivityNode first, ActivityNode then)
    {
        var above = Line(first);
        var (at, below) = (then, (ActivityNode?)null);
        while (at is not null && !above.Contains(at)) (below, at) = (at, at.Parent);
        if (at is null || below is null) return false;
        if (above.Exists(node => Line(then).Contains(node) && graph.PlanOf(node).Descriptor is { IsLoop: true })) return true;
        if (at == first) return false;
        var other = above[above.IndexOf(at) - 1];
        if (graph.PlanOf(at).Flowchart is { } flow) return Leads(flow, flow.PositionOf(other.Id), flow.PositionOf(below.Id));
        return at.Children.ToList().IndexOf(other) < at.Children.ToList().IndexOf(below);
    }

    private List<ActivityNode> Line(ActivityNode node)
    {
        var line = new List<ActivityNode>();
        for (var at = node; at is not null && at != graph.Definition.Outermost; at = at.Parent) line.Add(at);
        return line;
    }

    private static bool Leads(FlowchartGraph flow, int from, int to)
    {
        var seen = new HashSet<int>();
        var next = new Stack<int>([from]);
        while (next.TryPop(out var node))
            foreach (var connection in flow.Outbound[node])
                if (connection.Target == to) return true;
                else if (seen.Add(connection.Target)) next.Push(connection.Target);
        return false;
    }
}
