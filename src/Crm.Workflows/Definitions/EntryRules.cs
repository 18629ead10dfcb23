namespace Crm.Workflows.Definitions;

/// <summary>D-05: work in a stage begins at one place, directly in the main flow, that nothing else runs beside.</summary>
internal static class EntryRules
{
    public static void Check(WorkflowGraph graph, List<Finding> findings)
    {
        var entries = graph.Plans.Where(plan => plan.Node.IsEntry).ToList();
        foreach (var entry in entries)
        {
            if (entry.Node.Stage is null) findings.Add(Finding.Error("CRM-ENTRY.noStage", entry.Node.NodeId, "crm:stage", entry.Node.Titled));
            if (entry.Parent != graph.Root || graph.Root?.Flowchart is not { } flow)
                findings.Add(Finding.Error("CRM-ENTRY", entry.Node.NodeId, "crm:entry", entry.Node.Stage));
            else if (Beside(graph, flow, flow.PositionOf(entry.Node.Id)) is { } split)
                findings.Add(Finding.Error("CRM-ENTRY.parallel", entry.Node.NodeId, "crm:entry", entry.Node.Stage, split.Titled));
        }
        foreach (var stage in entries.Where(entry => entry.Node.Stage is not null).GroupBy(entry => entry.Node.Stage).Where(same => same.Count() > 1))
            findings.Add(Finding.Error("CRM-ENTRY.twice", stage.Last().Node.NodeId, "crm:entry", stage.Key));
    }

    /// <summary>The step from which the entry is reached on one branch while another one may still be waiting.</summary>
    private static ActivityNode? Beside(WorkflowGraph graph, FlowchartGraph flow, int entry)
    {
        var paths = flow.Paths(flow.Root());
        for (var split = 0; split < flow.Children.Count; split++)
        {
            if (!paths.IsAncestor(split, entry)) continue;
            var ways = flow.Outbound[split].Where(paths.IsForward).ToList();
            foreach (var together in IsFork(graph, flow.Children[split]) ? [ways] : ways.GroupBy(way => way.Port).Select(same => same.ToList()))
            {
                var (to, others) = (together.Where(way => Reaches(way.Target, entry)).ToList(), together.Where(way => !Reaches(way.Target, entry)));
                if (to.Count > 0 && others.Any(way => MayWait(way.Target))) return flow.Children[split];
            }
        }
        return null;

        bool Reaches(int from, int target) => from == target || paths.IsAncestor(from, target);

        bool MayWait(int from) => Enumerable.Range(0, flow.Children.Count).Where(node => Reaches(from, node))
            .Any(node => graph.Plans.Any(plan => plan.Descriptor is { Waits: true } && IsIn(plan.Node, flow.Children[node])));
    }

    private static bool IsFork(WorkflowGraph graph, ActivityNode node) => node.Type == "Elsa.FlowFork"
        || (node.Type == "Elsa.FlowSwitch" && graph.PlanOf(node) is var plan && plan.InputPosition("mode") is var mode and >= 0 && plan.Inputs[mode].Value?.ToString() is "MatchAny" or "1");

    private static bool IsIn(ActivityNode node, ActivityNode outer) => node == outer || node.NodeId.StartsWith(outer.NodeId + ":", StringComparison.Ordinal);
}
