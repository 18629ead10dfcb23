using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Runs its body, then leaves by Done.</summary>
public sealed class FlowNode : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowNode") { Category = "Flow", DisplayName = "Node", IsContainer = true };

    public override ActivityResult Execute(ActivityContext context)
    {
        if (context.Node.Port("body") is not { } body) return ActivityResult.Done();
        context.Schedule(body);
        return ActivityResult.Working;
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        ActivityResult.Done();

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ActivityResult.Done();
}
