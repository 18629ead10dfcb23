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
            Add("ND-ID", "states", $"Two states are named \"{twice.Key}\".", "Rename one of them.");
        if (names.Count == 0) Add("CN-03", "states", $"State machine \"{node.Title("en")}\" has no states.", "Add a state.");
        if (Fixed(node) is { Length: > 0 } initial && !names.Contains(initial)) Add("CN-03", "initialState", $"It begins in \"{initial}\", a state that does not exist.", "Choose one of its states.");
        foreach (var way in table.Ways)
            foreach (var (end, member) in new[] { (way.From, "from"), (way.To, "to") })
                if (!names.Contains(end)) Add("CN-03", $"transitions.{member}", $"Way \"{way.Name}\" has a state that does not exist: \"{end}\".", "Choose one of its states.");

        void Add(string code, string member, string sentence, string hint) =>
            findings.Add(new(code, FindingSeverity.Error, node.NodeId, member, sentence, hint));
    }

    // Known before a run only where it is written down.
    private static string? Fixed(ActivityNode node) => node.Json["initialState"] switch
    {
        JsonObject envelope => envelope.Asked() is { } expression && expression.Text("type") is "Literal" ? expression["value"]?.ToString() : null,
        var plain => plain?.ToString(),
    };
}
