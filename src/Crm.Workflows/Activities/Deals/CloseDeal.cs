using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>Closes the deal with the result a person chose.</summary>
public sealed class CloseDeal : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.CloseDeal")
    {
        Category = "Deals",
        DisplayName = "Record the result",
        Inputs = [new("checkGates", "Boolean") { Default = true, Description = "False for a loss on the way: exit gates are not asked." }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var work = context.RequireWork();
        if (!work.CloseDeal(context.Input<bool>("checkGates"))) throw new DomainException("WFI-002", "");
        context.LeaveTasks(work.CancelTasks());
        return ActivityResult.Done();
    }
}
