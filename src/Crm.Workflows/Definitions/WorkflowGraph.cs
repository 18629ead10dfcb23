using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Crm.Workflows.Definitions;

/// <summary>A definition version prepared for execution: immutable and shared by all its instances.</summary>
public sealed partial class WorkflowGraph
{
    private readonly FrozenDictionary<string, NodePlan> _byNodeId;

    private WorkflowGraph(WorkflowDefinition definition, NodePlan outermost, IReadOnlyList<NodePlan> plans)
    {
        Definition = definition;
        Outermost = outermost;
        Plans = plans;
        _byNodeId = plans.DistinctBy(p => p.Node.NodeId).ToFrozenDictionary(p => p.Node.NodeId, StringComparer.Ordinal);
        DrivesDeal = definition.DealType is not null || plans.Any(p => p.Node.Type.StartsWith("Crm.", StringComparison.Ordinal));
        Calls = [.. plans.SelectMany(p => p.Inputs).Where(i => i is { ExpressionType: null, Descriptor.UiHint: InputDescriptor.DefinitionPicker })
            .Select(i => i.Value?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)];
        ReadsOutputs = plans.Any(p => p.Inputs.Any(i => i.ExpressionType == "JavaScript" && OutputReader().IsMatch(i.Value?.ToString() ?? "")));
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>The node around the root (JR-05).</summary>
    public NodePlan Outermost { get; }

    public NodePlan? Root => Plans.Count > 0 ? Plans[0] : null;

    /// <summary>Every node in document order.</summary>
    public IReadOnlyList<NodePlan> Plans { get; }

    /// <summary>IC-03: a fault in such a definition does not stop the other branches.</summary>
    public bool DrivesDeal { get; }

    /// <summary>The definitions that its steps name, as far as that is known before a run.</summary>
    public IReadOnlyList<string> Calls { get; }

    /// <summary>Some script asks for the output of another node, so outputs have to be kept.</summary>
    public bool ReadsOutputs { get; }

    public static WorkflowGraph Build(WorkflowDefinition definition, ActivityDescriptors descriptors)
    {
        foreach (var node in definition.Nodes) Unfold(node.Json);
        var outermost = new NodePlan(definition.Outermost, null, null);
        var plans = new List<NodePlan>(definition.Nodes.Count);
        foreach (var node in definition.Nodes)
            plans.Add(new NodePlan(node, node.Parent!.Index < 0 ? outermost : plans[node.Parent.Index], DescriptorOf(node, descriptors)));
        return new WorkflowGraph(definition, outermost, plans);
    }

    public NodePlan? Find(string nodeId) =>
        nodeId == WorkflowDefinition.WorkflowNodeId ? Outermost : _byNodeId.GetValueOrDefault(nodeId);

    public NodePlan PlanOf(ActivityNode node) => node.Index < 0 ? Outermost : Plans[node.Index];

    /// <summary>D-05: the node where work in a stage begins.</summary>
    public ActivityNode? EntryOf(string stage) =>
        Plans.Select(p => p.Node).FirstOrDefault(n => n.IsEntry && string.Equals(n.Stage, stage, StringComparison.Ordinal));

    private static ActivityDescriptor? DescriptorOf(ActivityNode node, ActivityDescriptors descriptors) =>
        node.Used is { } used ? descriptors.Find(UsedDefinition.StepType) is { } step ? used.Describe(step) : null : descriptors.Find(node.Type, node.Version);

    // JSON objects unfold on first reading; doing it here keeps later reads from many threads free of writes.
    private static void Unfold(System.Text.Json.Nodes.JsonNode? node)
    {
        if (node is System.Text.Json.Nodes.JsonObject members)
            foreach (var (_, value) in members) Unfold(value);
        else if (node is System.Text.Json.Nodes.JsonArray items)
            foreach (var item in items) Unfold(item);
    }

    [GeneratedRegex(@"getLastResult|getOutputFrom|get\w+From\w")]
    private static partial Regex OutputReader();
}
