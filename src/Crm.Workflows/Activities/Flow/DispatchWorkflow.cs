using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Has another procedure started after the transaction; this step may wait for its end.</summary>
public sealed class DispatchWorkflow : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(Stimuli.DispatchWorkflow)
    {
        Category = "Composition",
        DisplayName = "Dispatch workflow",
        Waits = true,
        Inputs =
        [
            .. ChildInputs.Shared,
            new("startNewTrace", "Boolean") { Default = false, Description = "Kept for other readers of the format." },
            new("channelName", "String") { Description = "Kept for other readers of the format." },
        ],
        Outputs = [new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var child = ChildInputs.Child(context);
        context.Raise(ChildRun.Dispatched, child.ToJson());
        return child.IsAwaited ? ChildInputs.Await(context, child) : ActivityResult.Done();
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus) => ChildInputs.Ended(context, stimulus);

    public override void Canceled(ActivityContext context) => ChildInputs.CancelAwaited(context);
}
