using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>A published definition in the place of a step: its steps run in the same run, below this one.</summary>
public sealed class WorkflowDefinitionActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(UsedDefinition.StepType)
    {
        Category = "Composition",
        DisplayName = "Workflow",
        IsContainer = true,
        Description = "Inputs, outputs and outcomes are those that the definition declares.",
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        if (context.Node.Used is null) throw new FlowException("UN-04", $"There is no published definition for the step {context.Node.Id}.");
        if (context.Node.Port(UsedDefinition.Port) is not { } root) return ActivityResult.Done();
        context.Schedule(root);
        return ActivityResult.Working;
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        ActivityResult.Done(outcomes);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ActivityResult.Done();
}
