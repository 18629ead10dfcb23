using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Steps joined by connections; the rules are those of counter mode.</summary>
public sealed class Flowchart : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(WorkflowDefinition.FlowchartType)
    {
        IsContainer = true,
        Category = "Flow",
        DisplayName = "Flowchart",
        DynamicOutcomes = true,
    };

    public override ActivityResult Execute(ActivityContext context) => context.BeginFlow();

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        context.FlowCompleted(child, tag, outcomes);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => context.FlowCanceled(child);
}
