namespace Crm.Workflows.Definitions;

/// <summary>Checks the connections of a flowchart.</summary>
internal static class FlowchartRules
{
    public static void Check(WorkflowGraph graph, NodePlan flowchart, List<Finding> findings)
    {
        var flow = flowchart.Flowchart!;
        foreach (var lost in flow.Lost)
            findings.Add(new("CN-03", FindingSeverity.Error, flowchart.Node.NodeId, lost.Key, $"A connection from \"{lost.Source}\" to \"{lost.Target}\" leads to a step that does not exist.",
                "Connect it again or remove it."));
        foreach (var parked in ConnectionJson.Read(flowchart.Node.CustomProperties?["notFoundConnections"]))
            findings.Add(new("CN-03", FindingSeverity.Error, flowchart.Node.NodeId, parked.Connection.Key,
                $"A connection from \"{parked.Connection.Source}\" to \"{parked.Connection.Target}\" was set aside because a step is missing.", "Connect it again or remove it."));
        foreach (var doubled in flow.Doubled)
            findings.Add(new("CN-05", FindingSeverity.Warning, flowchart.Node.NodeId, doubled.Key, "The same connection exists twice; one is enough.", "Remove one of them."));
        if (flow.Children.Count == 0) return;
        var paths = flow.Paths(flow.Root());
        var alsoRoots = flow.Children.Where(c => c.CanStart).Select(c => flow.PositionOf(c.Id)).ToList();
        for (var node = 0; node < flow.Children.Count; node++)
            if (paths.IsDangling(node) && !alsoRoots.Exists(r => r == node || Reaches(flow, r, node)))
                Dangling(flow.Children[node], findings);
        foreach (var connection in flow.Connections)
        {
            CheckPort(graph, flow, connection, findings);
            if (!paths.IsForward(connection) && !paths.IsDangling(connection.Source) && !paths.IsValidBackward(connection))
                findings.Add(new("FC-03", FindingSeverity.Error, flow.Children[connection.Source].NodeId, connection.Key,
                    $"The way back from \"{Title(flow, connection.Source)}\" leads to \"{Title(flow, connection.Target)}\", which is not passed on every path.",
                    "Lead it back to a step that every path passes."));
        }
    }

    private static void CheckPort(WorkflowGraph graph, FlowchartGraph flow, FlowConnection connection, List<Finding> findings)
    {
        var node = flow.Children[connection.Source];
        if (graph.PlanOf(node).Descriptor is not { } descriptor || descriptor.Outcomes.Contains(connection.Port)) return;
        if (descriptor.DynamicOutcomes)
        {
            if (descriptor.OutcomesOf?.Invoke(node) is not { } own || own.Contains(connection.Port)) return;
        }
        findings.Add(new("CN-PORT", FindingSeverity.Error, node.NodeId, connection.Key,
            $"Step \"{node.Title("en")}\" has no outcome \"{connection.Port}\".", "Connect one of its outcomes."));
    }

    private static void Dangling(ActivityNode node, List<Finding> findings) =>
        findings.Add(new("FC-DANGLING", node.Type.StartsWith("Crm.", StringComparison.Ordinal) ? FindingSeverity.Error : FindingSeverity.Warning,
            node.NodeId, null, $"Step \"{node.Title("en")}\" cannot be reached.", "Connect it or remove it."));

    private static bool Reaches(FlowchartGraph flow, int root, int node) => !flow.Paths(root).IsDangling(node);

    private static string Title(FlowchartGraph flow, int node) => flow.Children[node].Title("en");
}
