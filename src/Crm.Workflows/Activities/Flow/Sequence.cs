using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Children one after the other.</summary>
public sealed class Sequence : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Sequence")
    {
        IsContainer = true,
        Category = "Flow",
        DisplayName = "Sequence",
        DynamicOutcomes = true,
    };

    public override ActivityResult Execute(ActivityContext context) => Next(context, 0);

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        !context.IsTerminal(child) ? Next(context, ((int?)context.State["CurrentIndex"] ?? 0) + 1)
        : child.Type == "Elsa.Complete" ? ActivityResult.Done(outcomes)
        : ActivityResult.Done();

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) =>
        Next(context, ((int?)context.State["CurrentIndex"] ?? 0) + 1);

    private static ActivityResult Next(ActivityContext context, int index)
    {
        if (index >= context.Node.Children.Count) return ActivityResult.Done();
        context.State["CurrentIndex"] = index;
        context.Schedule(context.Node.Children[index]);
        return ActivityResult.Working;
    }
}
