using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The body once per item, one after the other. The items are evaluated once.</summary>
public sealed class ForEach : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ForEach")
    {
        Category = "Flow",
        DisplayName = "For each",
        IsContainer = true,
        IsLoop = true,
        Inputs = [new("items", "Object[]")],
        Outputs = [new("currentValue", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context) => Next(context, 0);

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        Next(context, ((int?)context.State["CurrentIndex"] ?? 0) + 1);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) =>
        ChildCompleted(context, child, tag, []);

    private static ActivityResult Next(ActivityContext context, int index)
    {
        if (context.Node.Port("body") is not { } body || context.Input("items") is not JsonArray items || index >= items.Count)
            return ActivityResult.Done();
        context.State["CurrentIndex"] = index;
        context.SetOutput("currentValue", items[index]);
        context.Schedule(body, null, Iteration(items, index));
        return ActivityResult.Working;
    }

    internal static DynamicVariable[] Iteration(JsonArray items, int index) =>
        [new("CurrentValue", items[index]?.DeepClone()), new("CurrentIndex", JsonValue.Create(index))];
}
