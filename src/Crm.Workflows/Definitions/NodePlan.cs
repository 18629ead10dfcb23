using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>Everything about one node that a cycle needs, computed once per definition version.</summary>
public sealed class NodePlan
{
    private readonly FrozenDictionary<string, int> _positions;

    internal NodePlan(ActivityNode node, NodePlan? parent, ActivityDescriptor? descriptor)
    {
        Node = node;
        Parent = parent;
        Descriptor = descriptor;
        Inputs = descriptor?.Inputs.Select(i => NodeInput.Of(i, node)).ToArray() ?? [];
        _positions = Inputs.Select((input, i) => (input.Descriptor.Name, i)).ToFrozenDictionary(p => p.Name, p => p.i, StringComparer.OrdinalIgnoreCase);
        Outputs = BoundOutputs(node, descriptor);
        if (node.Type == WorkflowDefinition.FlowchartType) Flowchart = new FlowchartGraph(node);
    }

    public ActivityNode Node { get; }
    public NodePlan? Parent { get; }

    /// <summary>Null when the type is not known in this release.</summary>
    public ActivityDescriptor? Descriptor { get; }

    /// <summary>In descriptor order.</summary>
    public IReadOnlyList<NodeInput> Inputs { get; }

    public FlowchartGraph? Flowchart { get; }

    /// <summary>Output name to the id of the variable it fills.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; }

    public int InputPosition(string name) => _positions.GetValueOrDefault(name, -1);

    private static Dictionary<string, string> BoundOutputs(ActivityNode node, ActivityDescriptor? descriptor)
    {
        var result = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var output in descriptor?.Outputs ?? [])
            if (node.Json[output.Name] is JsonObject member && (member["memoryReference"] as JsonObject)?.Text("id") is { } id)
                result[output.Name] = id;
        return result;
    }
}
