using System.Text.Json.Nodes;
using Crm.Web.Data.Seed;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>A procedure that starts another one.</summary>
internal static class ChildFlows
{
    /// <summary>A procedure that has somebody look at something.</summary>
    public static string Checks => new JsonObject
    {
        ["id"] = "checks-1",
        ["definitionId"] = "checks",
        ["name"] = "Checks",
        ["version"] = 1,
        ["options"] = new JsonObject { ["usableAsActivity"] = true },
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "what", ["type"] = "String" }),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray(new JsonObject
            {
                ["id"] = "r",
                ["type"] = "Elsa.RunTask",
                ["taskName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = new JsonObject { ["name"] = "what" } } },
            }),
            ["connections"] = new JsonArray(),
        },
    }.ToJsonString();

    /// <summary>The standard sale that starts the other procedure before one of its steps.</summary>
    public static async Task<string> Before(string step, string type, bool wait = true, string? script = null)
    {
        var flow = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.json"), TestContext.Current.CancellationToken))!;
        flow["root"]!["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "x",
            ["type"] = type,
            ["workflowDefinitionId"] = script is null ? "checks" : new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
            },
            ["waitForCompletion"] = wait,
            ["input"] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonObject { ["what"] = "Check the address" } },
            },
            // Where the definition itself is the step, its inputs are members by their names.
            ["what"] = "Check the address",
        });
        var connections = flow["root"]!["connections"]!.AsArray();
        connections.First(c => (string?)c!["target"]!["activity"] == step)!["target"]!["activity"] = "x";
        connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "x", ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = step, ["port"] = "In" },
        });
        return flow.ToJsonString();
    }
}
