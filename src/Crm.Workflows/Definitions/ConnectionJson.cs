using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

/// <summary>All spellings of connections that are read (CN-01, CN-02) and the one that is written.</summary>
internal static class ConnectionJson
{
    public static IEnumerable<(Connection Connection, JsonObject Json)> Read(JsonNode? node)
    {
        foreach (var item in Items(node))
        {
            if (item is not JsonObject json) continue;
            var (source, sourcePort) = End(json, "source", "sourcePort", "Done");
            var (target, targetPort) = End(json, "target", "targetPort", "In");
            if (source is not null && target is not null)
                yield return (new Connection(source, sourcePort, target, targetPort), json);
        }
    }

    public static JsonObject Write(Connection connection, JsonObject original)
    {
        var result = (JsonObject)original.DeepClone();
        foreach (var name in (string[])["Source", "Target", "source", "target", "sourcePort", "targetPort", "SourcePort", "TargetPort"]) result.Remove(name);
        if (result.Remove("Vertices", out var vertices) && !result.ContainsKey("vertices")) result["vertices"] = vertices;
        result["source"] = EndOf(Member(original, "source"), connection.Source, connection.SourcePort);
        result["target"] = EndOf(Member(original, "target"), connection.Target, connection.TargetPort);
        if (result["vertices"] is null) result["vertices"] = new JsonArray();
        return result;
    }

    /// <summary>A member by its name or by the same name in Pascal case.</summary>
    public static JsonNode? Member(JsonObject json, string name) =>
        json[name] ?? json[string.Concat(char.ToUpperInvariant(name[0]).ToString(), name.AsSpan(1))];

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        JsonArray items => items,
        JsonObject json when json["$values"] is JsonArray items => items,
        JsonObject json => new JsonNode?[] { json },
        _ => [],
    };

    private static (string? Activity, string Port) End(JsonObject json, string name, string portName, string fallback)
    {
        var end = Member(json, name);
        var activity = end is JsonObject nested ? Text(Member(nested, "activity")) : Text(end);
        var port = end is JsonObject holder ? Text(Member(holder, "port")) : Text(Member(json, portName));
        return (activity, string.IsNullOrEmpty(port) ? fallback : port);
    }

    private static JsonObject EndOf(JsonNode? original, string activity, string port)
    {
        var end = original is JsonObject nested ? (JsonObject)nested.DeepClone() : [];
        end.Remove("Activity");
        end.Remove("Port");
        end["activity"] = activity;
        end["port"] = port;
        return end;
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
