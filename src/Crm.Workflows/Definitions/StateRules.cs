using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>Checks that a state machine has the states its ways lead between.</summary>
internal static class StateRules
{
    public static void Check(ActivityNode node, List<Finding> findings)
    {
        var table = new StateTable(node);
        var names = table.States.Select(state => state.Name).ToList();
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            Add("ND-ID.states", "states", twice.Key);
        if (names.Count == 0) Add("CN-03.states", "states", node.Titled);
        if (Fixed(node) is { Length: > 0 } initial && !names.Contains(initial)) Add("CN-03.initial", "initialState", initial);
        if (names.Count > 0 && node.Json.Text("currentState") is not { Length: > 0 } && node.Json["initialState"] is null)
            findings.Add(Finding.Warning("CN-03.noInitial", node.NodeId, "initialState", node.Titled));
        foreach (var way in table.Ways)
            foreach (var (end, member) in new[] { (way.From, "from"), (way.To, "to") })
                if (!names.Contains(end)) Add("CN-03.way", $"transitions.{member}", way.Name, end);

        void Add(string text, string member, params object?[] args) => findings.Add(Finding.Error(text, node.NodeId, member, args));
    }

    // Known before a run only where it is written down.
    private static string? Fixed(ActivityNode node) => node.Json["initialState"] switch
    {
        JsonObject envelope => envelope.Asked() is { } expression && expression.Text("type") is "Literal" ? expression["value"]?.ToString() : null,
        var plain => plain?.ToString(),
    };
}
