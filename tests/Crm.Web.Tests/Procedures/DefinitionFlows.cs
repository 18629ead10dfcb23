using System.Text.Json.Nodes;

namespace Crm.Web.Tests.Procedures;

/// <summary>Documents of definitions that drive no deals.</summary>
internal static class DefinitionFlows
{
    /// <summary>Started by an event; then somebody has to look at it.</summary>
    public static JsonObject Leads(string? strategy = null, string name = "Leads") => Document("leads", name, strategy, Trigger("Elsa.Event", "eventName", "LeadCreated"));

    public static JsonObject Hourly() => Document("hourly", "Hourly", null, Trigger("Elsa.Timer", "interval", "01:00:00", "TimeSpan"));

    /// <summary>A connection leaves by an exit that its step does not have.</summary>
    public static JsonObject Broken()
    {
        var document = Leads(name: "Broken");
        document["definitionId"] = "broken";
        document["root"]!["connections"]![0]!["source"]!["port"] = "Never";
        return document;
    }

    private static JsonObject Document(string id, string name, string? strategy, JsonObject trigger) => new()
    {
        ["definitionId"] = id,
        ["name"] = name,
        ["options"] = new JsonObject
        {
            ["activationStrategyType"] = strategy is null ? null : $"Elsa.Workflows.Runtime.ActivationValidators.{strategy}, Elsa.Workflows.Runtime",
        },
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray(trigger, new JsonObject { ["id"] = "look", ["type"] = "Elsa.RunTask", ["taskName"] = Literal("Look at the lead") }),
            ["connections"] = new JsonArray(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = "start", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = "look", ["port"] = "In" },
            }),
        },
    };

    private static JsonObject Trigger(string type, string input, string value, string valueType = "String") => new()
    {
        ["id"] = "start",
        ["type"] = type,
        [input] = Literal(value, valueType),
        ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
    };

    private static JsonObject Literal(string value, string type = "String") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
