using System.Text.Json.Nodes;
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
        OutcomesOf = node => [.. Cases(node.Json["cases"]).Select(LabelOf)],
        Inputs =
        [
            new("cases", "Object") { IsWrapped = false, IsCondition = true },
            new("mode", "String") { Default = "MatchFirst", Options = ["MatchFirst", "MatchAny"] },
        ],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var first = context.Input<string>("mode") is not ("MatchAny" or "1");
        var matched = new List<string>();
        foreach (var item in Cases(context.Input("cases")))
        {
            if (item["condition"] is not JsonObject condition || !IsTrue(context.Evaluate(condition, "Boolean", condition: true))) continue;
            matched.Add(LabelOf(item));
            if (first) break;
        }
        return matched.Count == 0 ? ActivityResult.Done(Outcome.Default) : ActivityResult.Done(matched);
    }

    private static bool IsTrue(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static string LabelOf(JsonObject item) => item["label"]?.ToString() ?? "";

    private static IEnumerable<JsonObject> Cases(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
