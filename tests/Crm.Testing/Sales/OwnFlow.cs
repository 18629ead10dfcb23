using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Testing;

/// <summary>A deal type of the test's own: the stages of the manual pipeline with another flow behind them.</summary>
internal sealed class OwnFlow(string code)
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];

    public OwnFlow Node(string id, string type, params (string Name, JsonNode? Value, string Type)[] inputs)
    {
        var node = new JsonObject { ["id"] = id, ["nodeId"] = "Workflow1:flow:" + id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject() };
        foreach (var (name, value, valueType) in inputs)
            node[name] = new JsonObject
            {
                ["typeName"] = valueType,
                ["expression"] = new JsonObject { ["type"] = valueType == "Object" ? "Object" : "Literal", ["value"] = value },
            };
        activities.Add(node);
        return this;
    }

    /// <summary>What people call the step that was added last.</summary>
    public OwnFlow Called(string en, string ru)
    {
        activities[^1]!["customProperties"]!["crm:title"] = new JsonObject { ["en"] = en, ["ru"] = ru };
        return this;
    }

    public OwnFlow Delay(string id, string span) => Node(id, "Elsa.Delay", ("timeSpan", span, "TimeSpan"));

    public OwnFlow Event(string id, string name) => Node(id, "Elsa.Event", ("eventName", name, "String"));

    public OwnFlow Publish(string id, string name) => Node(id, "Elsa.PublishEvent", ("eventName", name, "String"));

    public OwnFlow Task(string id) => Node(id, "Crm.CreateTask",
        ("title", new JsonObject { ["en"] = "Call back", ["ru"] = "Перезвонить" }, "Object"), ("assignee", "owner", "String"));

    public OwnFlow Path(params string[] ids)
    {
        for (var i = 1; i < ids.Length; i++)
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = ids[i - 1], ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = ids[i], ["port"] = "In" },
            });
        return this;
    }

    /// <summary>Another exit than the usual one.</summary>
    public OwnFlow Exit(string from, string port, string to)
    {
        Path(from, to);
        connections[^1]!["source"]!["port"] = port;
        return this;
    }

    public Task PublishAsync(CrmApp app) => app.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var text = await File.ReadAllTextAsync(System.IO.Path.Combine(ShippedProcedures.Folder, "manual-pipeline.stages.json"));
        text = text.Replace("\"manual-pipeline\"", $"\"{code}\"", StringComparison.Ordinal);
        var graph = services.GetRequiredService<DefinitionCatalog>().Graph(Definition().ToJsonString());
        var version = DefinitionVersion.Publish(graph.Definition, graph.Definition.Id, now);
        var type = DealType.Add(StageFlow.Parse(text), now);
        database.AddRange(version, type, type.Publish(1, version.Id, version.Version, version.ContentHash, StageFlow.Canonical(text), null, now));
        await database.SaveChangesAsync();
    });

    private JsonObject Definition() => new()
    {
        ["id"] = "own-" + code,
        ["definitionId"] = code,
        ["name"] = code,
        ["version"] = 1,
        ["customProperties"] = new JsonObject { ["crm:dealType"] = code },
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["nodeId"] = "Workflow1:flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities,
            ["connections"] = connections,
        },
    };
}
