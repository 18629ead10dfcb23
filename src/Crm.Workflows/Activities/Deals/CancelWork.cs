using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>
/// Cancels the open tasks of a stage, or of the whole deal when no stage is named; steps of this run that wait for one leave by Canceled.
/// What another run of the deal waits for stays.
/// </summary>
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
        context.LeaveTasks(context.RequireWork().CancelOwnTasks(context.Input<string>("stage")));
        return ActivityResult.Done();
    }
}
