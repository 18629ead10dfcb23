using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Deals;

/// <summary>Waits until the deal's manager moves it; leaves by the stage's code, or by Closed.</summary>
public sealed class WaitForMove : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.WaitForMove")
    {
        Category = "Deals",
        DisplayName = "Wait for a move",
        Waits = true,
        Outcomes = ["Closed"],
        DynamicOutcomes = true,
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var deal = context.RequireWork().Deal;
        return ActivityResult.Wait(context.CreateBookmark(Stimuli.WaitForMove, Stimuli.MovePayload(deal.Id)));
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus) =>
        ActivityResult.Done(stimulus.Input?["stage"]?.GetValue<string>() ?? "Closed");
}
