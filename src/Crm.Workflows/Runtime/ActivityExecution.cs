using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>One run of a node that has not completed yet, as the instance document holds it.</summary>
public sealed class ActivityExecution
{
    [JsonConstructor]
    internal ActivityExecution() { }

    [JsonInclude] public string Id { get; internal set; } = "";
    [JsonInclude] public int CallStackDepth { get; internal set; }
    [JsonInclude] public string? ParentContextId { get; internal set; }
    [JsonInclude] public string ScheduledActivityNodeId { get; internal set; } = "";
    [JsonInclude] public string? OwnerActivityNodeId { get; internal set; }
    [JsonInclude] public JsonObject? Properties { get; internal set; }
    [JsonInclude] public JsonObject? Metadata { get; internal set; }

    /// <summary>Evaluated inputs: they do not change when the node is resumed (IN-05).</summary>
    [JsonInclude] public JsonObject? ActivityState { get; internal set; }

    [JsonInclude] public List<DynamicVariable> DynamicVariables { get; internal set; } = [];
    [JsonInclude] public NodeStatus Status { get; internal set; }
    [JsonInclude] public bool IsExecuting { get; internal set; }
    [JsonInclude] public int FaultCount { get; internal set; }
    [JsonInclude] public DateTimeOffset StartedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset? CompletedAt { get; internal set; }
    [JsonInclude] public JsonNode? Tag { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }

    [JsonIgnore] internal NodePlan Plan { get; set; } = null!;
    [JsonIgnore] internal ActivityExecution? Parent { get; set; }
    [JsonIgnore] internal FlowScope? Flow { get; set; }
    [JsonIgnore] internal JsonNode?[]? Inputs { get; set; }

    /// <summary>VA-02: values of variables without a storage driver end with the cycle.</summary>
    [JsonIgnore] internal Dictionary<string, JsonNode?>? Memory { get; set; }

    [JsonIgnore] internal bool IsOpen => Status is NodeStatus.Running or NodeStatus.Pending or NodeStatus.Faulted;

    internal JsonObject Bag => Properties ??= [];
}
