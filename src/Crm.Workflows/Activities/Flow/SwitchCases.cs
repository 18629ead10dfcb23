using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The cases of a switch, as a node of the canvas and as an embedded one write them: <c>{ label, condition }</c> each.</summary>
internal static class SwitchCases
{
    public static IEnumerable<JsonObject> Of(JsonNode? cases) => (cases as JsonArray ?? []).OfType<JsonObject>();

    public static string LabelOf(JsonObject item) => item["label"]?.ToString() ?? "";

    /// <summary>The positions of those whose condition holds, in order; only the first unless the mode asks for any.</summary>
    public static IEnumerable<int> Matching(ActivityContext context)
    {
        var first = context.Input<string>("mode") is not ("MatchAny" or "1");
        foreach (var (position, item) in Of(context.Input("cases")).Index())
        {
            if (item["condition"] is not JsonObject condition || !context.Holds(condition)) continue;
            yield return position;
            if (first) yield break;
        }
    }
}
