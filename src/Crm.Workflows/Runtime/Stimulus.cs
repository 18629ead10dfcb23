using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>Anything delivered to the engine. Every filter that is given must match (BM-05).</summary>
public sealed record Stimulus(string Name)
{
    public string? Hash { get; init; }
    public string? CorrelationId { get; init; }
    public Guid? InstanceId { get; init; }
    public JsonObject? Input { get; init; }

    /// <summary>The person has seen the warnings of the gates and goes on.</summary>
    public bool Confirm { get; init; }

    /// <summary>A stimulus for whatever waits with this name and payload.</summary>
    public static Stimulus For(string name, JsonObject payload, JsonObject? input = null) =>
        new(name) { Hash = BookmarkHash.Compute(name, payload), Input = input };

    public static Stimulus Event(string eventName, JsonObject? payload = null) =>
        For(Stimuli.Event, new JsonObject { ["EventName"] = eventName }, payload);
}
