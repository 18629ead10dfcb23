using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>A variable of one run of a node, such as the current value of an iteration (SC-02).</summary>
public sealed class DynamicVariable
{
    [JsonConstructor]
    internal DynamicVariable() { }

    public DynamicVariable(string name, JsonNode? value)
    {
        Id = name;
        Name = name;
        Value = value;
    }

    [JsonInclude] public string Id { get; internal set; } = "";
    [JsonInclude] public string Name { get; internal set; } = "";
    [JsonInclude] public JsonNode? Value { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }
}
