using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>A node in the queue of its instance (FC-05).</summary>
public sealed class ScheduledActivity
{
    [JsonConstructor]
    internal ScheduledActivity() { }

    [JsonInclude] public string ActivityNodeId { get; internal set; } = "";
    [JsonInclude] public string? OwnerContextId { get; internal set; }
    [JsonInclude] public JsonNode? Tag { get; internal set; }
    [JsonInclude] public List<DynamicVariable> Variables { get; internal set; } = [];
    [JsonInclude] public string? ExistingActivityExecutionContextId { get; internal set; }
    [JsonInclude] public JsonObject? Input { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }
}
