using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>Something the outside may react to, after the transaction that caused it.</summary>
public abstract record Signal([property: JsonIgnore] string Kind)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public Guid? DealId { get; init; }

    public static bool IsSignal(string kind) => kind.StartsWith("signal.", StringComparison.Ordinal);

    public static T Read<T>(string payload) where T : Signal =>
        JsonSerializer.Deserialize<T>(payload, Json) ?? throw new JsonException("An empty signal.");

    public sealed record TaskCreated(Guid TaskId) : Signal(Name)
    {
        public const string Name = "signal.task_created";
    }

    /// <summary>No change of a deal but of the clock: an open task is past its term.</summary>
    public sealed record TaskOverdue(Guid TaskId) : Signal(Name)
    {
        public const string Name = "signal.task_overdue";
    }

    public sealed record StageEntered(string Stage) : Signal(Name)
    {
        public const string Name = "signal.stage_entered";
    }

    public sealed record GateRefused(IReadOnlyList<string> Gates, Guid ActorId) : Signal(Name)
    {
        public const string Name = "signal.gate_refused";
    }

    public sealed record IncidentRaised(Guid InstanceId, string NodeId) : Signal(Name)
    {
        public const string Name = "signal.incident";
    }

    public sealed record DealFinished(string Outcome) : Signal(Name)
    {
        public const string Name = "signal.finished";
    }
}
