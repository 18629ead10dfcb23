using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Starts an instance per interval; inside a flow it waits one interval.</summary>
public sealed class Timer : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Timer")
    {
        Category = "Time",
        DisplayName = "Timer",
        Waits = true,
        IsTrigger = true,
        Inputs = [new("interval", "TimeSpan") { Default = "00:01:00", Required = true }],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        Delay.Until(context, Descriptor.Type, "ResumeAt", context.Now + context.Input<TimeSpan>("interval"));

    public override JsonObject TriggerPayload(Func<string, JsonNode?> input) => new()
    {
        ["Interval"] = ValueReading.As<string>(input("interval")),
    };

    public override DateTimeOffset? NextStart(JsonObject payload, DateTimeOffset? last, DateTimeOffset now)
    {
        if (ValueReading.As<TimeSpan>(payload["Interval"]) is not { Ticks: > 0 } interval) return null;
        var from = last ?? now;
        return from + interval * (Math.Max(0, (now - from).Ticks) / interval.Ticks + 1);
    }
}
