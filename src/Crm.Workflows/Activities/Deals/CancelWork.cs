using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>Cancels the open tasks of a stage, or of the whole deal when no stage is named.</summary>
public sealed class CancelWork : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.CancelWork")
    {
        Category = "Deals",
        DisplayName = "Cancel open work",
        Inputs = [new("stage", "String")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.RequireWork().CancelTasks(context.Input<string>("stage"));
        return ActivityResult.Done();
    }
}
