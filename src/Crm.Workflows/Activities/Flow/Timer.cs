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
        IsTrigger = true,
        Inputs = [new("interval", "TimeSpan") { Default = "00:01:00", Required = true }],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        Delay.Until(context, Descriptor.Type, "ResumeAt", context.Now + context.Input<TimeSpan>("interval"));

    public override JsonObject TriggerPayload(Func<string, JsonNode?> input) => new()
    {
        ["Interval"] = ValueReading.As<string>(input("interval")),
    };
}
