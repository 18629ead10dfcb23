using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>A question with two answers.</summary>
public sealed class FlowDecision : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowDecision")
    {
        Category = "Flow",
        DisplayName = "Decision",
        Outcomes = [Outcome.True, Outcome.False],
        Inputs = [new("condition", "Boolean") { Default = false, IsCondition = true }],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        ActivityResult.Done(context.Input<bool>("condition") ? Outcome.True : Outcome.False);
}
