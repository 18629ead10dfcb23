using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Starts once at a time; inside a flow it waits until then, and not at all when the time has passed.</summary>
public sealed class StartAt : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.StartAt")
    {
        Category = "Time",
        DisplayName = "Start at",
        Waits = true,
        IsTrigger = true,
        Inputs = [new("dateTime", "DateTimeOffset") { Required = true }],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        context.Input<DateTimeOffset>("dateTime") is var at && at <= context.Now
            ? ActivityResult.Done()
            : Delay.Until(context, Descriptor.Type, "ExecuteAt", at);

    public override JsonObject TriggerPayload(Func<string, JsonNode?> input) => new()
    {
        ["ExecuteAt"] = ValueReading.As<DateTimeOffset>(input("dateTime")).ToUniversalTime(),
    };

    public override DateTimeOffset? NextStart(JsonObject payload, DateTimeOffset? last, DateTimeOffset now) =>
        last is null && ValueReading.As<DateTimeOffset>(payload["ExecuteAt"]) is var at && at > now ? at : null;
}
