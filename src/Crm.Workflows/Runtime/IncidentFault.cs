using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>The exception behind an incident; the stack is for operators only.</summary>
public sealed class IncidentFault
{
    [JsonConstructor]
    internal IncidentFault() { }

    [JsonInclude] public string Type { get; internal set; } = "";
    [JsonInclude] public string Message { get; internal set; } = "";
    [JsonInclude] public string? StackTrace { get; internal set; }
    [JsonInclude] public IncidentFault? InnerException { get; internal set; }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }

    internal static IncidentFault? From(Exception? fault, int depth = 0) => fault is null || depth > 3 ? null : new IncidentFault
    {
        Type = fault.GetType().FullName ?? fault.GetType().Name,
        Message = fault.Message.Length <= 2000 ? fault.Message : fault.Message[..2000],
        StackTrace = fault.StackTrace is { Length: > 4000 } stack ? stack[..4000] : fault.StackTrace,
        InnerException = From(fault.InnerException, depth + 1),
    };
}
