using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Definitions;

internal static class JsonReading
{
    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out var number) ? number : null;

    public static bool Flag(this JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The objects of a list with their places in it, by which the steps inside them are found.</summary>
    public static IEnumerable<(int Position, JsonObject Json)> Objects(this JsonNode? list)
    {
        foreach (var (position, item) in (list as JsonArray ?? []).Index())
            if (item is JsonObject json) yield return (position, json);
    }

    /// <summary>The expression of a raw condition, which stands in the envelope of an input or plain.</summary>
    public static JsonObject? Asked(this JsonNode? condition) => condition is JsonObject json ? json["expression"] as JsonObject ?? json : null;
}
