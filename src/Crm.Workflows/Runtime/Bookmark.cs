using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>An instance waits at one node for this.</summary>
public sealed class Bookmark
{
    [JsonConstructor]
    internal Bookmark() { }

    [JsonInclude] public string Id { get; internal set; } = "";
    [JsonInclude] public string Name { get; internal set; } = "";
    [JsonInclude] public string Hash { get; internal set; } = "";

    /// <summary>The stimulus object as JSON text.</summary>
    [JsonInclude, JsonPropertyName("payload"), JsonConverter(typeof(RawJsonConverter))] public string Payload { get; internal set; } = "{}";

    [JsonInclude] public string ActivityId { get; internal set; } = "";
    [JsonInclude] public string ActivityNodeId { get; internal set; } = "";
    [JsonInclude] public string ActivityInstanceId { get; internal set; } = "";
    [JsonInclude] public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>Removed when resumed.</summary>
    [JsonInclude] public bool AutoBurn { get; internal set; } = true;

    /// <summary>The node completes unless its answer says otherwise.</summary>
    [JsonInclude] public bool AutoComplete { get; internal set; } = true;

    [JsonInclude] public string? CallbackMethodName { get; internal set; }

    /// <summary>Free key-value data as JSON text.</summary>
    [JsonInclude, JsonConverter(typeof(RawJsonConverter))] public string? Metadata { get; internal set; }

    /// <summary>When a timer fires; null for what does not fire by itself.</summary>
    [JsonInclude] public DateTimeOffset? DueAt { get; internal set; }

    [JsonIgnore] public Guid WorkflowInstanceId { get; internal set; }
    [JsonIgnore] public string? CorrelationId { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }

    public JsonObject ReadPayload() => JsonNode.Parse(Payload) as JsonObject ?? [];
}
