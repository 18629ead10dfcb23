using System.Text.Json.Nodes;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>Steps that wait, as the definitions of the simulation write them.</summary>
internal static class Steps
{
    public static Flow Task(this Flow flow, string id, params string[] choices) => flow.Node(id, "Crm.WaitForTask", TaskInputs(id, choices));

    public static Flow Publish(this Flow flow, string id, string name) => flow.Node(id, "PublishEvent", ("eventName", Flow.Literal(name)));

    public static Flow Call(this Flow flow, string id, string type, string definition, bool wait = false) => flow.Node(id, type,
        ("workflowDefinitionId", Flow.Literal(definition)), ("waitForCompletion", Flow.Literal(wait, "Boolean")));

    public static JsonObject Task(string id, params string[] choices) => Alone(new Flow().Task(id, choices));

    public static JsonObject Delay(string id, string span) => Alone(new Flow().Delay(id, span));

    public static (string Name, JsonNode? Value)[] TitleInputs(string title) =>
        [("title", Flow.Expression("Object", new JsonObject { ["en"] = title, ["ru"] = title }, "Object"))];

    public static (string Name, JsonNode? Value)[] TaskInputs(string title, params string[] choices) =>
    [
        .. TitleInputs(title),
        ("choices", Flow.Expression("Object", new JsonArray([.. choices.Select(Choice)]), "Object")),
    ];

    private static JsonObject Choice(string code)
    {
        var choice = new JsonObject { ["code"] = code, ["name"] = new JsonObject { ["en"] = code, ["ru"] = code } };
        if (code == "won") choice["outcome"] = "Won";
        return choice;
    }

    private static JsonObject Alone(Flow flow) => (JsonObject)flow.Chart()["activities"]![0]!.DeepClone();
}
