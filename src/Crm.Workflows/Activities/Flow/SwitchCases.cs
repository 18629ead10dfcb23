using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The cases of a switch, as a node of the canvas and as an embedded one write them: <c>{ label, condition }</c> each.</summary>
internal static class SwitchCases
{
    public static string LabelOf(JsonObject item) => item["label"]?.ToString() ?? "";

    /// <summary>Those whose condition holds, in order; only the first unless the mode asks for any.</summary>
    public static IEnumerable<(int Position, JsonObject Json)> Matching(ActivityContext context)
    {
        var first = context.Input<string>("mode") is not ("MatchAny" or "1");
        foreach (var item in context.Input("cases").Objects())
        {
            if (item.Json["condition"].Asked() is not { } condition || !context.Holds(condition)) continue;
            yield return item;
            if (first) yield break;
        }
    }
}
