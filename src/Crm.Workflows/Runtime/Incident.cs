using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>A fault at a node that a person must resolve: by Retry or by Dismiss. Never deleted.</summary>
public sealed class Incident
{
    [JsonConstructor]
    internal Incident() { }

    [JsonInclude] public string ActivityId { get; internal set; } = "";
    [JsonInclude] public string ActivityNodeId { get; internal set; } = "";
    [JsonInclude] public string ActivityInstanceId { get; internal set; } = "";
    [JsonInclude] public string ActivityType { get; internal set; } = "";
    [JsonInclude] public string Message { get; internal set; } = "";
    [JsonInclude] public IncidentFault? Exception { get; internal set; }
    [JsonInclude] public DateTimeOffset Timestamp { get; internal set; }

    /// <summary>What kind of fault: a domain code, EX-SCOPE, CYCLE-LIMIT and the like.</summary>
    [JsonInclude] public string? Code { get; internal set; }

    [JsonInclude] public DateTimeOffset? ResolvedAt { get; internal set; }

    /// <summary>Retry or Dismiss.</summary>
    [JsonInclude] public string? Resolution { get; internal set; }

    [JsonIgnore] public bool IsOpen => ResolvedAt is null;

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }

    internal void Resolve(string resolution, DateTimeOffset now)
    {
        Resolution = resolution;
        ResolvedAt = now;
    }
}
