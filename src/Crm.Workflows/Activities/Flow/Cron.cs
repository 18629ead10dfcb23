using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Starts an instance at each occurrence; inside a flow it waits for the next one. Six fields with seconds, UTC.</summary>
public sealed class Cron : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Cron")
    {
        Category = "Time",
        DisplayName = "Cron",
        Waits = true,
        IsTrigger = true,
        Inputs = [new("cronExpression", "String") { Required = true, Description = "Six fields with seconds, in UTC." }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var text = context.Input<string>("cronExpression") ?? "";
        var next = CronTimes.Parse(text).GetNextOccurrence(context.Now, TimeZoneInfo.Utc)
            ?? throw new ExpressionException("EX-CONVERT", $"\"{text}\" never comes again.");
        return ActivityResult.Wait(context.CreateBookmark(Descriptor.Type, new JsonObject { ["ExecuteAt"] = next, ["CronExpression"] = text }, next, includeInstanceId: true));
    }

    public override JsonObject TriggerPayload(Func<string, JsonNode?> input) => new() { ["CronExpression"] = ValueReading.As<string>(input("cronExpression")) };

    public override DateTimeOffset? NextStart(JsonObject payload, DateTimeOffset? last, DateTimeOffset now) =>
        CronTimes.Parse(ValueReading.As<string>(payload["CronExpression"]) ?? "").GetNextOccurrence(now, TimeZoneInfo.Utc);
}
