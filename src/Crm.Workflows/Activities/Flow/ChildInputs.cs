using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>What the steps that start another run have in common: their inputs, and waiting for its end.</summary>
internal static class ChildInputs
{
    private const string Awaited = "childInstanceId";

    public static IReadOnlyList<InputDescriptor> Shared { get; } =
    [
        new("workflowDefinitionId", "String") { Required = true, UiHint = InputDescriptor.DefinitionPicker },
        new("correlationId", "String"),
        new("input", "Object") { Description = "An object of the inputs that the other definition declares." },
        new("waitForCompletion", "Boolean") { Default = false },
    ];

    public static ChildRun Child(ActivityContext context) => context.NewChild(context.Input<string>("workflowDefinitionId"), context.Input("input"),
        context.Input<string>("correlationId"), context.Input<bool>("waitForCompletion"));

    public static ActivityResult Await(ActivityContext context, ChildRun child)
    {
        context.State[Awaited] = child.Id.ToString();
        return ActivityResult.Wait(context.CreateBookmark(context.Node.Type, Stimuli.ChildPayload(child.Id)));
    }

    public static ActivityResult Ended(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput("result", stimulus.Input);
        return ActivityResult.Done();
    }

    public static void CancelAwaited(ActivityContext context)
    {
        if (Guid.TryParse(context.State[Awaited]?.GetValue<string>(), out var child)) context.CancelRun(child);
    }
}
