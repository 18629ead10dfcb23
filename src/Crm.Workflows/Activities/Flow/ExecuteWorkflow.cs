using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Runs another procedure in the same cycle; when that has to wait, this step may wait for it.</summary>
public sealed class ExecuteWorkflow : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(Stimuli.ExecuteWorkflow)
    {
        Category = "Composition",
        DisplayName = "Execute workflow",
        Waits = true,
        Inputs = [.. ChildInputs.Shared],
        Outputs = [new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var child = ChildInputs.Child(context);
        var result = context.Start(child);
        if (child.IsAwaited && !result.IsOver) return ChildInputs.Await(context, child);
        context.SetOutput("result", result.ToJson());
        return ActivityResult.Done();
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus) => ChildInputs.Ended(context, stimulus);

    public override void Canceled(ActivityContext context) => ChildInputs.CancelAwaited(context);
}
