using System.Text.Json.Nodes;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests.Definitions;

public sealed class PlaceholderStepsTests
{
    private static readonly ActivityDescriptors Known = ActivityCatalog.Registry().Descriptors;

    [Fact]
    public void UN_01_an_unknown_step_is_shown_as_a_placeholder_with_its_complete_text()
    {
        var shown = PlaceholderSteps.Shown(Faxing(), Known);

        var node = shown.Nodes.Single(n => n.Id == "n7");
        Assert.Equal(("Elsa.NotFoundActivity", 1, "Acme.Fax", 3, "Not Found: Acme.Fax"), (node.Type, node.Version, node.Json["missingTypeName"]!.ToString(),
            node.Json["missingTypeVersion"]!.GetValue<int>(), node.Json["metadata"]!["displayText"]!.ToString()));
        Assert.True(JsonNode.DeepEquals(Faxing().Nodes.Single(n => n.Id == "n7").Json, JsonNode.Parse(node.Json["originalActivityJson"]!.ToString())));
    }

    [Fact]
    public void CN_03_what_leaves_a_placeholder_is_set_aside_and_comes_back_with_the_step()
    {
        var shown = PlaceholderSteps.Shown(Faxing(), Known);
        var flow = shown.Root!.Json;
        Assert.Equal(("A", "n7"), (Assert.Single(flow["connections"]!.AsArray())!["source"]!["activity"]!.ToString(),
            Assert.Single(flow["customProperties"]!["notFoundConnections"]!.AsArray())!["source"]!["activity"]!.ToString()));

        var saved = DefinitionJson.Normalized(shown);

        Assert.Equal(2, saved.Root!.Json["connections"]!.AsArray().Count);
        Assert.Null(saved.Root.Json["customProperties"]);
    }

    [Fact]
    public void UN_02_and_05_the_step_itself_is_saved_where_the_editor_has_moved_it()
    {
        var shown = PlaceholderSteps.Shown(Faxing(), Known).With(json =>
        {
            var node = json["root"]!["activities"]!.AsArray().Single(n => (string?)n!["id"] == "n7")!;
            node["metadata"]!["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 40, ["y"] = 10 } };
        });

        var saved = DefinitionJson.Normalized(shown);

        var node = saved.Nodes.Single(n => n.Id == "n7").Json;
        Assert.Equal(("Acme.Fax", 40, null), (node["type"]!.ToString(), node["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>(), node["metadata"]!["displayText"]));
        Assert.Equal("+1", node["number"]!["expression"]!["value"]!.ToString());
    }

    [Fact]
    public void UN_05_an_export_after_import_and_save_from_an_editor_is_the_same_in_canonical_form()
    {
        var imported = DefinitionJson.Normalized(Faxing());
        var saved = DefinitionJson.Normalized(PlaceholderSteps.Shown(imported, Known));

        Assert.Equal(imported.CanonicalText, saved.CanonicalText);
    }

    [Fact]
    public void UN_04_a_placeholder_that_lost_its_step_stays_and_keeps_the_definition_from_being_published()
    {
        var broken = DefinitionJson.Normalized(PlaceholderSteps.Shown(Faxing(), Known).With(json =>
            json["root"]!["activities"]!.AsArray().Single(n => (string?)n!["id"] == "n7")!["originalActivityJson"] = "{ not json"));

        Assert.Equal(PlaceholderSteps.StepType, broken.Nodes.Single(n => n.Id == "n7").Type);
        Assert.Contains("UN-04", new DefinitionValidator(Known, new()).Validate(broken).Where(f => f.IsError).Select(f => f.Code));
    }

    private static WorkflowDefinition Faxing() => Flow.New().Node("A", "WriteLine").Node("B", "WriteLine").Inner(new JsonObject
    {
        ["type"] = "Acme.Fax",
        ["version"] = 3,
        ["id"] = "n7",
        ["number"] = Flow.Literal("+1"),
        ["x-note"] = 7,
        ["body"] = new JsonObject { ["type"] = "Acme.Cover", ["id"] = "c", ["version"] = 1 },
    }).Edge("n7", "B").Edge("A", "n7").Definition();
}
