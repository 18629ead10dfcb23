using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The body for all items at once; completes when all have completed. A Break ends its own round, not those beside it.</summary>
public sealed class ParallelForEach : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ParallelForEach")
    {
        Category = "Flow",
        DisplayName = "Parallel for each",
        IsContainer = true,
        IsLoop = true,
        LetsBreakPass = true,
        Inputs = [new("items", "Object[]")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        if (context.Node.Port("body") is not { } body || context.Input("items") is not JsonArray { Count: > 0 } items) return ActivityResult.Done();
        for (var i = 0; i < items.Count; i++) context.Schedule(body, null, ForEach.Iteration(items, i));
        return ActivityResult.Working;
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        context.HasOpenWork ? ActivityResult.Working : ActivityResult.Done();

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ChildCompleted(context, child, tag, []);
}
