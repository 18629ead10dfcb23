using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Waits for a named event, or starts an instance by it.</summary>
public sealed class Event : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Event")
    {
        Category = "Events",
        DisplayName = "Event",
        Waits = true,
        IsTrigger = true,
        Inputs = [new("eventName", "String") { Required = true }],
        Outputs = [new("result", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        ActivityResult.Wait(context.CreateBookmark(Descriptor.Type, Payload(context.Input("eventName"))));

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput("result", stimulus.Input);
        return ActivityResult.Done();
    }

    public override JsonObject TriggerPayload(Func<string, JsonNode?> input) => Payload(input("eventName"));

    private static JsonObject Payload(JsonNode? name) => new() { ["EventName"] = ValueReading.As<string>(name) ?? "" };
}
