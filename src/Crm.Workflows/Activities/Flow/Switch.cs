using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The embedded steps of the cases that hold, or of the default; done when all of them are.</summary>
public sealed class Switch : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Switch")
    {
        Category = "Flow",
        DisplayName = "Switch (embedded)",
        IsContainer = true,
        Inputs =
        [
            new("cases", "Object") { IsWrapped = false, IsCondition = true },
            new("mode", "String") { Default = "MatchFirst", Options = ["MatchFirst", "MatchAny"] },
        ],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var matched = SwitchCases.Matching(context).ToList();
        if (matched.Count == 0 && context.Node.Port("default") is { } otherwise) context.Schedule(otherwise);
        foreach (var (position, _) in matched)
            if (context.Node.Port($"cases[{position}].activity") is { } chosen) context.Schedule(chosen);
        return Next(context);
    }

    public override ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) => Next(context);

    public override ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => Next(context);

    private static ActivityResult Next(ActivityContext context) => context.HasOpenWork ? ActivityResult.Working : ActivityResult.Done();
}
