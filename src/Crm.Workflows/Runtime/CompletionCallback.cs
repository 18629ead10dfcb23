using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>A container waits for a child to complete. Kept for readers of the format; the engine finds the container by the tree.</summary>
public sealed class CompletionCallback
{
    [JsonConstructor]
    internal CompletionCallback() { }

    [JsonInclude] public string OwnerInstanceId { get; internal set; } = "";
    [JsonInclude] public string ChildNodeId { get; internal set; } = "";
    [JsonInclude] public string? MethodName { get; internal set; }
    [JsonInclude] public JsonNode? Tag { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }
}
