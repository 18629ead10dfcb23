using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Workflows.Activities;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Definitions;

public sealed class DefinitionTests
{
    private static readonly ActivityDescriptors Known = new ActivityRegistry(FlowActivities.All).Descriptors;

    [Fact]
    public void SR_02_unknown_members_at_any_depth_are_kept()
    {
        const string text = """{ "definitionId": "sales-deal", "version": 1, "x-owner": "ops", "root": { "type": "Elsa.Flowchart", "id": "f1", "x-note": 7, "activities": [], "connections": [] } }""";
        var definition = DefinitionJson.Parse(text);
        Assert.Equal(CanonicalJson.Write(JsonNode.Parse(text)), definition.CanonicalText);
        var saved = DefinitionJson.Normalized(definition).ToJson();
        Assert.Equal("ops", saved["x-owner"]!.ToString());
        Assert.Equal(7, (int)saved["root"]!["x-note"]!);
    }

    [Fact]
    public void SR_a_definition_with_every_kind_of_step_is_the_same_after_each_export_and_import()
    {
        var kinds = ActivityCatalog.Registry().Descriptors.All.ToList();
        var steps = kinds.Select((kind, i) => new JsonObject(
        [
            KeyValuePair.Create<string, JsonNode?>("id", $"n{i}"), new("type", kind.Type), new("version", kind.Version), new("x-own", $"Ключ {i}"),
            new("body", new JsonObject { ["id"] = "in", ["type"] = "Elsa.WriteLine", ["text"] = Flow.Literal("x") }),
            .. kind.Inputs.Select(input => KeyValuePair.Create<string, JsonNode?>(input.Name, input.IsWrapped
                ? Flow.Expression(i % 2 == 0 ? "Literal" : "JavaScript", i % 2 == 0 ? input.Default?.DeepClone() : "1 + 1", input.TypeName)
                : new JsonArray(new JsonObject { ["label"] = input.Name, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" } }))),
            .. kind.Outputs.Where(output => kind.Inputs.All(input => input.Name != output.Name)).Select(output => KeyValuePair.Create<string, JsonNode?>(output.Name,
                new JsonObject { ["typeName"] = output.TypeName, ["memoryReference"] = new JsonObject { ["id"] = "v" } })),
        ])).ToArray();
        var root = new JsonObject { ["id"] = "f", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray(steps), ["connections"] = new JsonArray() };

        var first = DefinitionJson.Normalized(Flow.New().Definition(root));
        var second = DefinitionJson.Normalized(DefinitionJson.Parse(first.ToJson().ToJsonString()));

        Assert.Equal(first.CanonicalText, second.CanonicalText);
        Assert.Equal(first.ContentHash, second.ContentHash);
        Assert.Equal(kinds.Count, first.Nodes.Count(node => node.Json.ContainsKey("x-own") && node.Port("body") is not null));
        foreach (var (step, kept) in steps.Zip(second.Root!.Children))
        {
            step["nodeId"] = kept.NodeId;
            step["body"]!["nodeId"] = kept.NodeId + ":in";
            if (step["type"]!.ToString() == "Elsa.Flowchart") step["connections"] = new JsonArray();
            Assert.Equal(CanonicalJson.Write(step), CanonicalJson.Write(kept.Json));
        }
    }

    [Fact]
    public void UN_05_an_unknown_step_survives_saving_byte_for_byte()
    {
        const string fax = """{"type":"Acme.Fax","version":3,"id":"n7","nodeId":"Workflow1:f:n7","number":{"typeName":"String","expression":{"type":"Literal","value":"+1"}},"Odd_Case":{"Ключ":[1,2.50,null]}}""";
        var definition = Flow.New().Inner((JsonObject)JsonNode.Parse(fax)!).Definition();
        var saved = DefinitionJson.Normalized(DefinitionJson.Normalized(definition));
        Assert.Equal(CanonicalJson.Write(JsonNode.Parse(fax)), CanonicalJson.Write(saved.Nodes[1].Json));
        Assert.Equal(saved.CanonicalText, DefinitionJson.Normalized(saved).CanonicalText);
    }

    [Fact]
    public void UN_04_reaching_an_unknown_step_is_an_incident_that_names_its_type()
    {
        var run = Flow.New().Node("n7", "Acme.Fax").Run();
        Assert.Contains("Acme.Fax", Assert.Single(run.State.Incidents).Message);
    }

    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[]}]""")]
    [InlineData("""[{"source":{"activity":"a"},"target":{"activity":"b"}}]""")]
    [InlineData("""[{"source":{"activity":"a","port":""},"target":{"activity":"b","port":"In"}}]""")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}]""")]
    [InlineData("""[{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}]""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}""")]
    [InlineData("""{"$values":[{"source":"a","target":"b"}]}""")]
    public void CN_01_and_CN_02_every_spelling_of_a_connection_is_read_and_one_is_written(string connections)
    {
        var definition = Chart(connections, "a", "b");
        Assert.Equal("a:Done->b:In", Assert.Single(WorkflowGraph.Build(definition, Known).Root!.Flowchart!.Connections).Key);
        var written = DefinitionJson.Normalized(definition).ToJson()["root"]!["connections"]!;
        Assert.Equal("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[]}]""", CanonicalJson.Write(written));
    }

    [Fact]
    public void CN_03_a_lost_connection_is_set_aside_and_comes_back()
    {
        var lost = DefinitionJson.Normalized(Chart("""[{"source":"a","target":"b"},{"source":"a","target":"gone"}]""", "a", "b"));
        Assert.Single(lost.ToJson()["root"]!["connections"]!.AsArray());
        Assert.Single(lost.ToJson()["root"]!["customProperties"]!["notFoundConnections"]!.AsArray());
        var back = DefinitionJson.Normalized(lost.With(json => json["root"]!["activities"]!.AsArray().Add(new JsonObject { ["type"] = "Elsa.Start", ["id"] = "gone" })));
        Assert.Equal(2, back.ToJson()["root"]!["connections"]!.AsArray().Count);
        Assert.Empty(back.ToJson()["root"]!["customProperties"]!["notFoundConnections"]!.AsArray());
    }

    [Fact]
    public void CN_05_the_second_of_two_equal_connections_is_dropped() =>
        Assert.Single(DefinitionJson.Normalized(Chart("""[{"source":"a","target":"b"},{"source":"a","target":"b"}]""", "a", "b")).ToJson()["root"]!["connections"]!.AsArray());

    [Fact]
    public void D_02_moving_boxes_and_editor_language_do_not_change_the_content_hash()
    {
        var definition = Chart("""[{"source":"a","target":"b"}]""", "a", "b");
        var hash = definition.ContentHash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, definition.With(json =>
        {
            json["root"]!["activities"]![0]!["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 5 } }, ["displayText"] = "Звонок" };
            json["root"]!["connections"]![0]!["vertices"] = new JsonArray(1);
            json["customProperties"] = new JsonObject { ["crm:contentHash"] = "x", ["crm:approvedBy"] = "y" };
            json["isPublished"] = true;
            json["version"] = 4;
        }).ContentHash);
        Assert.NotEqual(hash, definition.With(json => json["name"] = "Other").ContentHash);
        Assert.NotEqual(hash, definition.With(json => json["root"]!["activities"]![0]!["customProperties"] = new JsonObject { ["crm:stage"] = "offer" }).ContentHash);
    }

    [Fact]
    public void ND_node_ids_are_paths_and_are_recomputed()
    {
        var inner = Flow.New().Steps("x").Chart("in");
        var definition = Flow.New().Inner(inner).Definition();
        Assert.Equal(["Workflow1:f", "Workflow1:f:in", "Workflow1:f:in:x"], definition.Nodes.Select(n => n.NodeId));
        Assert.Equal("Workflow1:f:in:x", DefinitionJson.Normalized(definition).ToJson()["root"]!["activities"]![0]!["activities"]![0]!["nodeId"]!.ToString());
    }

    [Fact]
    public void Variables_without_a_name_are_numbered()
    {
        var definition = DefinitionJson.Parse("""{"variables":[{"typeName":"String"},{"id":"q","typeName":"Int32","isArray":true,"value":"[1,2]"}],"root":{"type":"Elsa.Flowchart","id":"f"}}""");
        Assert.Equal(["Variable1", "Variable2"], definition.Variables.Select(v => v.Name));
        Assert.Equal(["Variable1", "q"], definition.Variables.Select(v => v.Id));
        Assert.Equal("[1,2]", definition.Variables[1].Start!.ToJsonString());
    }

    [Fact]
    public async Task The_catalog_builds_a_graph_once_and_knows_what_is_missing()
    {
        var loads = 0;
        var catalog = new DefinitionCatalog(Known, (id, _) =>
        {
            loads++;
            return ValueTask.FromResult<string?>(id == "v1" ? """{"id":"v1","root":{"type":"Elsa.Flowchart","id":"f"}}""" : null);
        });
        var first = await catalog.Find("v1", TestContext.Current.CancellationToken);
        Assert.Same(first, await catalog.Find("v1", TestContext.Current.CancellationToken));
        Assert.Equal(1, loads);
        Assert.Null(await catalog.Find("v2", TestContext.Current.CancellationToken));
    }

    private static WorkflowDefinition Chart(string connections, params string[] ids) => new(new JsonObject
    {
        ["definitionId"] = "d",
        ["id"] = "d-1",
        ["name"] = "D",
        ["root"] = new JsonObject
        {
            ["type"] = "Elsa.Flowchart",
            ["id"] = "f",
            ["connections"] = JsonNode.Parse(connections),
            ["activities"] = new JsonArray(ids.Select(i => (JsonNode?)new JsonObject { ["type"] = "Elsa.Start", ["id"] = i }).ToArray()),
        },
    });
}
