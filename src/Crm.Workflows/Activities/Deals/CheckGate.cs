using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>Asks one gate and goes the way of its answer; refuses nothing.</summary>
public sealed class CheckGate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.CheckGate")
    {
        Category = "Deals",
        DisplayName = "Check",
        Inputs = [new("gate", "String") { Required = true }],
        Outcomes = ["Passed", "Blocked", "Overridden"],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        ActivityResult.Done(context.RequireWork().Ask(context.Input<string>("gate") ?? "").Result switch
        {
            GateResult.Failed => "Blocked",
            GateResult.Overridden => "Overridden",
            _ => "Passed",
        });
}
