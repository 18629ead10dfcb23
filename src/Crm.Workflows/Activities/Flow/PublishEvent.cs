using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Tells a named event after the transaction; whoever waits for it is resumed then.</summary>
public sealed class PublishEvent : Activity
{
    /// <summary>The kind of effect the host delivers as a stimulus.</summary>
    public const string EffectKind = "event.published";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.PublishEvent")
    {
        Category = "Events",
        DisplayName = "Publish event",
        Inputs =
        [
            new("eventName", "String") { Required = true }, new("correlationId", "String"),
            new("isLocalEvent", "Boolean") { Default = false }, new("payload", "Object"),
        ],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.Raise(EffectKind, Tell(context.Input<string>("eventName"), context.Input<string>("correlationId"), context.Input("payload"),
            context.Input<bool>("isLocalEvent") ? context.InstanceId : null));
        return ActivityResult.Done();
    }

    /// <summary>The payload of the effect that tells an event.</summary>
    /// <param name="only">The one run that hears it; null: whoever waits for it or is started by it.</param>
    public static JsonObject Tell(string? eventName, string? correlationId, JsonNode? payload, Guid? only = null) => new()
    {
        ["eventName"] = eventName,
        ["correlationId"] = correlationId,
        ["instanceId"] = only?.ToString(),
        ["payload"] = payload?.DeepClone(),
    };

    /// <summary>What the effect tells.</summary>
    /// <exception cref="JsonException">The payload is not of such an effect.</exception>
    public static Stimulus Told(string payload)
    {
        var told = JsonNode.Parse(payload) as JsonObject ?? throw new JsonException("An empty event.");
        return Stimulus.Event(told["eventName"]?.GetValue<string>() ?? "", told["payload"]?.DeepClone() as JsonObject) with
        {
            CorrelationId = told["correlationId"]?.GetValue<string>(),
            InstanceId = Guid.TryParse(told["instanceId"]?.GetValue<string>(), out var instance) ? instance : null,
        };
    }
}
