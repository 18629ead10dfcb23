using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>
/// Steps of a kind that this release does not know, in the form in which editors of the format show them. What is stored and exported is
/// always the step itself (UN-05).
/// </summary>
public static class PlaceholderSteps
{
    public const string StepType = "Elsa.NotFoundActivity";

    private const string Original = "originalActivityJson", Parked = "notFoundConnections", Position = "crm:position", Added = "crm:parked";

    /// <summary>UN-01: the document with a placeholder for every step that is not known; connections that leave one are set aside (CN-03).</summary>
    public static WorkflowDefinition Shown(WorkflowDefinition definition, ActivityDescriptors descriptors)
    {
        var shown = new WorkflowDefinition(definition.ToJson());
        var unknown = shown.Nodes.Where(node => node.Type != StepType && descriptors.Find(node.Type, node.Version) is null && !IsUse(node)).ToList();
        foreach (var node in unknown.Where(node => !unknown.Exists(outer => node.NodeId.StartsWith(outer.NodeId + ":", StringComparison.Ordinal))))
        {
            Park(node);
            node.Json.ReplaceWith(Placeholder(node));
        }
        return new WorkflowDefinition(shown.ToJson());
    }

    /// <summary>UN-02: puts the steps back that placeholders stand for, where the editor has moved them. A placeholder that lost its step stays.</summary>
    internal static void Restore(JsonNode? json)
    {
        foreach (var child in (json switch { JsonArray items => items, JsonObject node => node.Select(m => m.Value), _ => [] }).ToList())
        {
            Restore(child);
            if (child is JsonObject placeholder && placeholder.Text("type") == StepType && Read(placeholder.Text(Original)) is { } original)
                placeholder.ReplaceWith(Moved(original, placeholder));
        }
    }

    /// <summary>Where a connection that was set aside stood; null when it was not set aside here.</summary>
    internal static int? TakePosition(JsonObject connection)
    {
        var position = connection.Number(Position);
        connection.Remove(Position);
        return position;
    }

    /// <summary>All connections are back: what was added to a flowchart to set them aside goes. False when that was there before.</summary>
    internal static bool Unpark(JsonObject flow)
    {
        if (flow["customProperties"] is not JsonObject bag || bag.Text(Added) is not { } added) return false;
        if (added == "bag") flow.Remove("customProperties");
        bag.Remove(Parked);
        bag.Remove(Added);
        return true;
    }

    private static JsonObject Placeholder(ActivityNode node)
    {
        var metadata = node.Json["metadata"]?.DeepClone() as JsonObject ?? [];
        metadata["displayText"] = $"Not Found: {node.Type}";
        return new JsonObject
        {
            ["id"] = node.Id,
            ["nodeId"] = node.NodeId,
            ["name"] = node.Json["name"]?.DeepClone(),
            ["type"] = StepType,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = metadata,
            ["missingTypeName"] = node.Type,
            ["missingTypeVersion"] = node.Version,
            [Original] = node.Json.ToJsonString(),
        };
    }

    private static void Park(ActivityNode node)
    {
        if (node.Parent?.Json is not { } flow || flow["connections"] is not JsonArray connections) return;
        var leaving = connections.Where(c => ConnectionJson.Read(new JsonArray(c?.DeepClone())).Any(read => read.Connection.Source == node.Id)).ToList();
        if (leaving.Count == 0) return;
        if (flow["customProperties"] is not JsonObject bag) flow["customProperties"] = bag = new JsonObject { [Added] = "bag" };
        if (bag[Parked] is not JsonArray parked)
        {
            bag[Parked] = parked = [];
            bag[Added] ??= "list";
        }
        var positions = leaving.Select(connection => connections.IndexOf(connection)).ToList();
        foreach (var (connection, position) in leaving.Zip(positions))
        {
            connections.Remove(connection);
            // Document order decides which target comes first.
            connection![Position] = position;
            parked.Add(connection);
        }
    }

    private static JsonObject? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Nobody can say what it was.
            return null;
        }
    }

    private static JsonObject Moved(JsonObject original, JsonObject placeholder)
    {
        if ((placeholder["metadata"] as JsonObject)?["designer"]?.DeepClone() is not { } place) return original;
        if (original["metadata"] is not JsonObject metadata) original["metadata"] = metadata = [];
        metadata["designer"] = place;
        return original;
    }

    private static bool IsUse(ActivityNode node) => (node.Json.Text("workflowDefinitionVersionId") ?? node.Json.Text("workflowDefinitionId")) is not null;
}
