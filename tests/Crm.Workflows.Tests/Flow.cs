using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests;

/// <summary>Writes a definition tersely: nodes by id and type, edges as "a" or "a:Port" to "b".</summary>
internal sealed class Flow
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private readonly JsonObject _options = [];
    private readonly JsonObject _custom = [];

    public static Flow New() => new();

    public static JsonObject Literal(JsonNode? value, string type = "String") => Expression("Literal", value, type);

    public static JsonObject Js(string script, string type = "Object") => Expression("JavaScript", script, type);

    public static JsonObject Expression(string kind, JsonNode? value, string type) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };

    /// <summary>A step of the test: it leaves by the outcomes that the run was told.</summary>
    public Flow Steps(params string[] ids)
    {
        foreach (var id in ids) Node(id, "Test.Step");
        return this;
    }

    public Flow Node(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var node = new JsonObject { ["type"] = type.Contains('.') ? type : "Elsa." + type, ["version"] = 1, ["id"] = id };
        foreach (var (name, value) in members) node[name] = value;
        _activities.Add(node);
        return this;
    }

    /// <summary>A trigger that starts runs.</summary>
    public Flow Starts(string id, string type, params (string Name, JsonNode? Value)[] members) =>
        Node(id, type, [.. members, ("customProperties", new JsonObject { ["canStartWorkflow"] = true })]);

    public Flow Inner(JsonObject node)
    {
        _activities.Add(node);
        return this;
    }

    public Flow Decision(string id, string condition) => Node(id, "FlowDecision", ("condition", Js(condition, "Boolean")));

    public Flow Fork(string id, params string[] branches) =>
        Node(id, "FlowFork", ("branches", Literal(new JsonArray(branches.Select(b => (JsonNode?)b).ToArray()), "String[]")));

    public Flow Join(string id, string mode) => Node(id, "FlowJoin", ("mode", Literal(mode)));

    public Flow Event(string id, string name) => Node(id, "Event", ("eventName", Literal(name)));

    public Flow Delay(string id, string span) => Node(id, "Delay", ("timeSpan", Literal(span, "TimeSpan")));

    public Flow Edge(string from, string to)
    {
        var parts = from.Split(':');
        _connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = parts[0], ["port"] = parts.Length > 1 ? parts[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    public Flow Path(params string[] ids)
    {
        for (var i = 1; i < ids.Length; i++) Edge(ids[i - 1], ids[i].Split(':')[0]);
        return this;
    }

    public Flow Variable(string name, string type, string? value, bool stored = false)
    {
        _variables.Add(new JsonObject
        {
            ["id"] = "v-" + name,
            ["name"] = name,
            ["typeName"] = type,
            ["value"] = value,
            ["storageDriverTypeName"] = stored ? "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" : null,
        });
        return this;
    }

    public Flow Set(string id, string variable, JsonObject value) =>
        Node(id, "SetVariable", ("variable", new JsonObject { ["id"] = "v-" + variable, ["name"] = variable }), ("value", value));

    public Flow Strategy(string name)
    {
        _options["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{name}, Elsa.Workflows.Core";
        return this;
    }

    public Flow Custom(string name, JsonNode value)
    {
        _custom[name] = value;
        return this;
    }

    public JsonObject Chart(string id = "f") => new()
    {
        ["type"] = "Elsa.Flowchart",
        ["version"] = 1,
        ["id"] = id,
        ["activities"] = _activities.DeepClone(),
        ["connections"] = _connections.DeepClone(),
    };

    public WorkflowDefinition Definition(JsonObject? root = null) => new(new JsonObject
    {
        ["definitionId"] = "test",
        ["id"] = "test-1",
        ["version"] = 1,
        ["name"] = "Test",
        ["variables"] = _variables.DeepClone(),
        ["options"] = _options.DeepClone(),
        ["customProperties"] = _custom.DeepClone(),
        ["root"] = root ?? Chart(),
    });

    public Trace Run(params (string Node, string Outcomes)[] outcomes) => new(Definition(), outcomes);
}
