using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>A question with several named answers, each with its condition.</summary>
public sealed class FlowSwitch : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowSwitch")
    {
        Category = "Flow",
        DisplayName = "Switch",
        Outcomes = [Outcome.Default],
        DynamicOutcomes = true,
        OutcomesOf = node => [.. node.Json["cases"].Objects().Select(item => SwitchCases.LabelOf(item.Json))],
        Inputs =
        [
            new("cases", "Object") { IsWrapped = false, IsCondition = true },
            new("mode", "String") { Default = "MatchFirst", Options = ["MatchFirst", "MatchAny"] },
        ],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var matched = SwitchCases.Matching(context).Select(item => SwitchCases.LabelOf(item.Json)).ToList();
        return matched.Count == 0 ? ActivityResult.Done(Outcome.Default) : ActivityResult.Done(matched);
    }
}
