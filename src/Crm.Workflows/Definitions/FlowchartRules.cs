namespace Crm.Workflows.Definitions;

/// <summary>Checks the connections of a flowchart.</summary>
internal static class FlowchartRules
{
    public static void Check(WorkflowGraph graph, NodePlan flowchart, List<Finding> findings)
    {
        var flow = flowchart.Flowchart!;
        foreach (var lost in flow.Lost)
            findings.Add(Finding.Error("CN-03", flowchart.Node.NodeId, lost.Key, lost.Source, lost.Target));
        foreach (var parked in ConnectionJson.Read(flowchart.Node.CustomProperties?["notFoundConnections"]))
            findings.Add(Finding.Error("CN-03.parked", flowchart.Node.NodeId, parked.Connection.Key, parked.Connection.Source, parked.Connection.Target));
        foreach (var doubled in flow.Doubled)
            findings.Add(Finding.Warning("CN-05", flowchart.Node.NodeId, doubled.Key));
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
                findings.Add(Finding.Error("FC-03", flow.Children[connection.Source].NodeId, connection.Key, flow.Children[connection.Source].Titled,
                    flow.Children[connection.Target].Titled));
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
        findings.Add(Finding.Error("CN-PORT", node.NodeId, connection.Key, node.Titled, connection.Port));
    }

    private static void Dangling(ActivityNode node, List<Finding> findings) =>
        findings.Add(Finding.Of("FC-DANGLING", node.Type.StartsWith("Crm.", StringComparison.Ordinal) ? FindingSeverity.Error : FindingSeverity.Warning,
            node.NodeId, null, node.Titled));

    private static bool Reaches(FlowchartGraph flow, int root, int node) => !flow.Paths(root).IsDangling(node);
}
