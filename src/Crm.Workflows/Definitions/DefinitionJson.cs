using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Definitions;

/// <summary>Reads documents tolerantly (SR-02) and brings them into the form that is written.</summary>
public static class DefinitionJson
{
    private static readonly JsonDocumentOptions Tolerant = new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
    private static readonly HashSet<string> NeverPorts = new(StringComparer.Ordinal)
        { "metadata", "customProperties", "variables", "connections", "activities", "inputs", "outputs" };

    /// <exception cref="JsonException">The text is not JSON, or not an object.</exception>
    public static WorkflowDefinition Parse(string text) =>
        JsonNode.Parse(text, documentOptions: Tolerant) is JsonObject json
            ? new WorkflowDefinition(json)
            : throw new JsonException("A workflow definition is a JSON object.");

    /// <summary>
    /// The form that is saved: node ids recomputed, connections in their one spelling and without doubles, lost connections set aside (CN-03)
    /// and taken back when both ends exist, variables with id and name, the steps themselves where an editor showed placeholders. Everything unknown stays.
    /// </summary>
    public static WorkflowDefinition Normalized(WorkflowDefinition definition)
    {
        var json = definition.ToJson();
        PlaceholderSteps.Restore(json);
        foreach (var name in (string[])["variables", "inputs", "outputs", "outcomes"]) json[name] = List(json[name]);
        foreach (var name in (string[])["customProperties", "options"]) json[name] ??= new JsonObject();
        if (json.Text("name") is { } title) json["name"] = title.Trim();
        if (json.Text("description") is { } description) json["description"] = description.Trim();
        // Other editors of the format read it as a version number and stop at anything else.
        if (json.Text("toolVersion") is { } tool && !Version.TryParse(tool, out _)) json["toolVersion"] = null;
        NameVariables(json["variables"]);
        var fresh = new WorkflowDefinition(json);
        foreach (var node in fresh.Nodes)
        {
            node.Json["nodeId"] = node.NodeId;
            foreach (var name in (string[])["variables", "activities"])
                if (node.Json[name] is JsonObject) node.Json[name] = List(node.Json[name]);
            NameVariables(node.Json["variables"]);
            if (node.Json.ContainsKey("connections") || node.Type == WorkflowDefinition.FlowchartType) NormalizeConnections(node);
        }
        return new WorkflowDefinition(json);
    }

    internal static List<Variable> Variables(JsonNode? node)
    {
        var result = new List<Variable>();
        if (node is not JsonArray items) return result;
        foreach (var json in items.OfType<JsonObject>())
        {
            var name = json.Text("name") is { Length: > 0 } given ? given : $"Variable{result.Count + 1}";
            result.Add(new Variable(json.Text("id") is { Length: > 0 } id ? id : name, name,
                TypeAlias.Parse(json.Text("typeName"), json.Flag("isArray")), json["value"], json.Text("storageDriverTypeName"))
            { TypeIsKnown = TypeAlias.TryParse(json.Text("typeName"), out _) });
        }
        return result;
    }

    internal static IEnumerable<(JsonObject Json, string? Port)> ChildrenOf(JsonObject json)
    {
        foreach (var child in Items(json["activities"]).OfType<JsonObject>()) yield return (child, null);
        foreach (var (name, value) in json)
        {
            if (NeverPorts.Contains(name)) continue;
            if (IsNode(value)) yield return ((JsonObject)value!, name);
            // The steps of cases, states and transitions: "cases[0].activity"; branches are steps themselves: "branches[0]".
            foreach (var (position, item) in (value as JsonArray ?? []).Index())
                if (IsNode(item)) yield return ((JsonObject)item!, $"{name}[{position}]");
                else foreach (var (member, inner) in item as JsonObject ?? [])
                    if (IsNode(inner)) yield return ((JsonObject)inner!, $"{name}[{position}].{member}");
        }
    }

    private static bool IsNode(JsonNode? value) =>
        value is JsonObject embedded && embedded.Text("type") is { } type && type.Contains('.') && embedded.Text("id") is not null;

    // SR-05: nothing, null and an empty object are an empty collection.
    private static JsonArray List(JsonNode? node) => node as JsonArray ?? [.. Items(node).Select(item => item?.DeepClone())];

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        JsonArray items => items,
        JsonObject json when json["$values"] is JsonArray items => items,
        _ => [],
    };

    private static void NameVariables(JsonNode? node)
    {
        if (node is not JsonArray items) return;
        var variables = Variables(node);
        var objects = items.OfType<JsonObject>().ToList();
        for (var i = 0; i < objects.Count; i++)
        {
            objects[i]["id"] = variables[i].Id;
            objects[i]["name"] = variables[i].Name;
        }
    }

    private static void NormalizeConnections(ActivityNode node)
    {
        var ids = node.Children.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var parked = node.CustomProperties?["notFoundConnections"];
        var kept = new JsonArray();
        var lost = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (connection, json) in ConnectionJson.Read(node.Json["connections"]).Concat(ConnectionJson.Read(parked)))
        {
            if (!seen.Add(connection.Key)) continue;
            var written = ConnectionJson.Write(connection, json);
            if (!ids.Contains(connection.Source) || !ids.Contains(connection.Target)) lost.Add(written);
            else if (PlaceholderSteps.TakePosition(written) is { } position) kept.Insert(Math.Min(position, kept.Count), written);
            else kept.Add(written);
        }
        node.Json["connections"] = kept;
        if (lost.Count == 0 && (parked is null || PlaceholderSteps.Unpark(node.Json))) return;
        var bag = node.CustomProperties ?? [];
        if (node.CustomProperties is null) node.Json["customProperties"] = bag;
        bag["notFoundConnections"] = lost;
    }
}
