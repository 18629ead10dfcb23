using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>The start triggers of a published version (TR-01 to TR-04): every node of kind Trigger that can start, at any depth.</summary>
public static class TriggerIndex
{
    /// <exception cref="ExpressionException">TR-03: an input of a trigger needs an instance.</exception>
    public static IReadOnlyList<Trigger> Collect(WorkflowGraph graph, ActivityRegistry registry) =>
    [
        .. from plan in graph.Plans
           where plan.Node.CanStart && plan.Descriptor is { IsTrigger: true }
           let payload = registry.Find(plan.Node.Type, plan.Node.Version)?.TriggerPayload(name => InputOf(graph, plan, name))
           where payload is not null
           select new Trigger(graph.Definition.DefinitionId, graph.Definition.Id, plan.Node.NodeId, plan.Node.Type, BookmarkHash.Compute(plan.Node.Type, payload), payload),
    ];

    private static JsonNode? InputOf(WorkflowGraph graph, NodePlan plan, string name)
    {
        var position = plan.InputPosition(name);
        if (position < 0) return null;
        var input = plan.Inputs[position];
        return input.ExpressionType switch
        {
            null => input.Value,
            "Object" or "Json" => ValueConversion.Convert(input.Value, input.Type),
            "Input" => graph.Definition.Inputs.FirstOrDefault(i => i.Name == (input.Value as JsonObject)?["name"]?.ToString())?.Default,
            _ => throw new ExpressionException("TR-03", $"Input {name} of a start trigger cannot depend on an instance."),
        };
    }
}
