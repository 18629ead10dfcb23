using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>The definition that a node stands for: what it takes and gives. Its steps stand below the node.</summary>
public sealed class UsedDefinition
{
    /// <summary>The kind of step that runs it.</summary>
    public const string StepType = "Elsa.WorkflowDefinitionActivity";

    /// <summary>The port that its steps hang on.</summary>
    public const string Port = "crm:root";

    private const string Member = "crm:used";

    private readonly ActivityNode _node;

    private UsedDefinition(ActivityNode node, JsonObject arguments)
    {
        _node = node;
        Inputs = InputDefinition.All(arguments["inputs"]);
        Outputs = InputDefinition.All(arguments["outputs"]);
        Outcomes = (arguments["outcomes"] as JsonArray)?.Select(o => o?.ToString() ?? "").ToArray() ?? [];
    }

    public IReadOnlyList<InputDefinition> Inputs { get; }
    public IReadOnlyList<InputDefinition> Outputs { get; }
    public IReadOnlyList<string> Outcomes { get; }

    public bool Gives(string output) => Outputs.Any(o => string.Equals(o.Name, output, StringComparison.OrdinalIgnoreCase));

    internal static UsedDefinition? Of(ActivityNode node) => node.Json[Member] is JsonObject arguments ? new(node, arguments) : null;

    /// <summary>Puts a definition into the node that uses it. Its variables become those of its root, so that the node itself does not see them.</summary>
    internal static void Embed(JsonObject node, JsonObject used)
    {
        var arguments = new JsonObject();
        foreach (var name in (string[])["inputs", "outputs", "outcomes"]) arguments[name] = used[name]?.DeepClone();
        node[Member] = arguments;
        if (used["root"]?.DeepClone() is not JsonObject root) return;
        root["variables"] = new JsonArray([.. Items(used["variables"]), .. Items(root["variables"])]);
        node[Port] = root;
    }

    /// <summary>What the node looks like from outside.</summary>
    internal ActivityDescriptor Describe(ActivityDescriptor step) => step with
    {
        Inputs = [.. Inputs.Select(i => new InputDescriptor(MemberFor(i.Name), i.Type.ToString()) { Default = i.Default })],
        Outputs = [.. Outputs.Select(o => new OutputDescriptor(MemberFor(o.Name), o.Type.ToString()))],
        Outcomes = Outcomes.Count > 0 ? Outcomes : step.Outcomes,
    };

    // Declared names are compared without case; a document writes them in camel case.
    private string MemberFor(string name) =>
        _node.Json.Select(m => m.Key).FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
        ?? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => (node as JsonArray ?? []).Select(item => item?.DeepClone());
}
