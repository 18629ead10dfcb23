using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>One of two embedded steps, by a condition.</summary>
public sealed class If : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.If")
    {
        Category = "Flow",
        DisplayName = "If",
        IsContainer = true,
        Inputs = [new("condition", "Boolean") { Default = false, IsCondition = true }],
        Outputs = [new("result", "Boolean")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var holds = context.Input<bool>("condition");
        context.SetOutput("result", holds);
        if (context.Node.Port(holds ? "then" : "else") is not { } chosen) return ActivityResult.Done();
        context.Schedule(chosen);
        return ActivityResult.Working;
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        ActivityResult.Done();

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ActivityResult.Done();
}
