using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Children all at once, in the order of the document; done when all of them are.</summary>
public sealed class Parallel : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Parallel") { Category = "Flow", DisplayName = "Parallel", IsContainer = true };

    public override ActivityResult Execute(ActivityContext context)
    {
        foreach (var child in context.Node.Children) context.Schedule(child);
        return Next(context);
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) => Next(context);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => Next(context);

    private static ActivityResult Next(ActivityContext context) => context.HasOpenWork ? ActivityResult.Working : ActivityResult.Done();
}
