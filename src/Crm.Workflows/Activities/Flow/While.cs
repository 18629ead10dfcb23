using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The body again and again while the condition holds; it is asked anew before each round.</summary>
public sealed class While : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.While")
    {
        Category = "Flow",
        DisplayName = "While",
        IsContainer = true,
        IsLoop = true,
        Inputs = [new("condition", "Boolean") { IsWrapped = false, IsCondition = true }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        if (context.Node.Port("body") is not { } body || !Holds(context)) return ActivityResult.Done();
        context.Schedule(body);
        return ActivityResult.Working;
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) => Execute(context);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => Execute(context);

    private static bool Holds(ActivityContext context) =>
        context.Input("condition").Asked() is { } condition && context.Holds(condition);
}
