using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>Leaves the stage for another one through its exit gates.</summary>
public sealed class MoveDeal : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.MoveDeal")
    {
        Category = "Deals",
        DisplayName = "Move to stage",
        Inputs = [new("toStage", "String") { Required = true }, new("reason", "String")],
        Outcomes = ["Moved", "Refused"],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var moved = context.RequireWork().MoveDeal(context.Input<string>("toStage") ?? "", context.Input<string>("reason"));
        // Nobody waits for the answer and the flow has no way for it: a person must look, the run must not end silently.
        if (!moved && !context.IsConnected("Refused"))
            throw new FlowException("GATE-REFUSED", "A gate keeps the deal in its stage and the flow does not say what then.");
        return ActivityResult.Done(moved ? "Moved" : "Refused");
    }
}
