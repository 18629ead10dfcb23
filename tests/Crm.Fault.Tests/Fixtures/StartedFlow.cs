using System.Globalization;
using System.Text.Json.Nodes;

namespace Crm.Fault.Tests.Fixtures;

/// <summary>A definition that an event and the clock start. Each version starts at an event of its own and at the same hour.</summary>
internal static class StartedFlow
{
    public static JsonObject Document(string id, int version) => new()
    {
        ["definitionId"] = id,
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"{id} {version}"),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray(
                Start("told", "Elsa.Event", "eventName", string.Create(CultureInfo.InvariantCulture, $"Lead {version}"), "String"),
                Start("hourly", "Elsa.Timer", "interval", "01:00:00", "TimeSpan"),
                new JsonObject { ["id"] = "look", ["type"] = "Elsa.RunTask", ["taskName"] = Literal("Look at it", "String") }),
            ["connections"] = new JsonArray(Path("told", "look"), Path("hourly", "look")),
        },
    };

    private static JsonObject Start(string id, string type, string input, string value, string valueType) => new()
    {
        ["id"] = id,
        ["type"] = type,
        [input] = Literal(value, valueType),
        ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
    };

    private static JsonObject Path(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Literal(string value, string type) => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
