using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Definitions;

/// <summary>The rules of the written form, section by section of the format.</summary>
public sealed class SerializationTests
{
    [Fact]
    public void SR_01_instants_have_an_offset_spans_the_constant_form_and_enums_their_names()
    {
        var run = Flow.New().Variable("d", "TimeSpan", null, true).Set("S", "d", Flow.Literal("2.04:00", "TimeSpan")).Delay("D", "1.00:00:00").Edge("S", "D").Run();

        var document = JsonNode.Parse(run.State.ToJson())!;

        Assert.Equal(("Running", "Suspended"), (document["status"]!.ToString(), document["subStatus"]!.ToString()));
        Assert.Equal("2027-01-09T09:00:00+00:00", document["bookmarks"]![0]!["dueAt"]!.ToString());
        Assert.Contains("\"2.04:00:00\"", run.State.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"activityNodeId\"", run.State.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void SR_03_keys_that_are_data_are_neither_renamed_nor_cased_anew()
    {
        const string Text = """
            { "definitionId": "d", "customProperties": { "Crm Key": 1, "crm:x": { "Inner": 2 } },
              "root": { "type": "Elsa.Flowchart", "id": "f", "metadata": { "Designer": { "X": 1 } }, "customProperties": { "Some-Key": true },
                        "activities": [ { "type": "Elsa.WriteLine", "id": "w", "requestHeaders": { "X-Trace-ID": "1" } } ], "connections": [] } }
            """;

        var saved = JsonNode.Parse(DefinitionJson.Normalized(DefinitionJson.Parse(Text)).CanonicalText)!;

        Assert.Equal((1, 2), (saved["customProperties"]!["Crm Key"]!.GetValue<int>(), saved["customProperties"]!["crm:x"]!["Inner"]!.GetValue<int>()));
        Assert.Equal(1, saved["root"]!["metadata"]!["Designer"]!["X"]!.GetValue<int>());
        Assert.Equal(("1", true), (saved["root"]!["activities"]![0]!["requestHeaders"]!["X-Trace-ID"]!.ToString(), saved["root"]!["customProperties"]!["Some-Key"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{ "definitionId": "d", "root": { "type": "Elsa.Flowchart", "id": "f" } }""")]
    [InlineData("""{ "definitionId": "d", "variables": null, "inputs": null, "outputs": null, "outcomes": null, "customProperties": null, "options": null, "root": { "type": "Elsa.Flowchart", "id": "f", "activities": null, "connections": null } }""")]
    [InlineData("""{ "definitionId": "d", "variables": {}, "inputs": {}, "outputs": {}, "outcomes": {}, "customProperties": {}, "options": {}, "root": { "type": "Elsa.Flowchart", "id": "f", "activities": {}, "connections": {} } }""")]
    public void SR_05_null_an_empty_object_and_a_missing_member_are_an_empty_collection(string text)
    {
        var definition = DefinitionJson.Normalized(DefinitionJson.Parse(text));

        var written = definition.ToJson();
        foreach (var name in (string[])["variables", "inputs", "outputs", "outcomes"]) Assert.Empty(Assert.IsType<JsonArray>(written[name]));
        foreach (var name in (string[])["customProperties", "options"]) Assert.Empty(Assert.IsType<JsonObject>(written[name]));
        Assert.Empty(Assert.IsType<JsonArray>(written["root"]!["connections"]));
        Assert.Equal(WorkflowStatus.Finished, new Trace(definition, []).Status);
    }

    [Fact]
    public void SR_06_the_canonical_form_has_sorted_members_and_no_white_space()
    {
        var one = DefinitionJson.Parse("""{ "version": 1, "definitionId": "d", "root": { "id": "f", "type": "Elsa.Flowchart" }, "Ä": 1, "a": [ 1,  2 ] }""");
        var other = DefinitionJson.Parse("""{ "a": [1,2], "definitionId": "d", "root": { "type": "Elsa.Flowchart", "id": "f" }, "version": 1, "Ä": 1 }""");

        Assert.Equal("""{"a":[1,2],"definitionId":"d","root":{"id":"f","type":"Elsa.Flowchart"},"version":1,"Ä":1}""", System.Text.RegularExpressions.Regex.Unescape(one.CanonicalText));
        Assert.Equal((one.CanonicalText, one.ContentHash), (other.CanonicalText, other.ContentHash));
        Assert.Equal(64, one.ContentHash.Count(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public void CN_04_a_start_member_is_kept_and_not_used()
    {
        var definition = Flow.New().Steps("A", "B").Definition().With(json => json["root"]!["start"] = "B");

        Assert.Equal("A", new Trace(definition, [("A", "*")]).Order);
        Assert.Equal("B", DefinitionJson.Normalized(definition).Root!.Json["start"]!.ToString());
    }

    [Fact]
    public void ND_01_a_step_without_inputs_takes_the_defaults()
    {
        var run = Flow.New().Node("D", "Delay").Run();

        Assert.Equal(Trace.Start.AddMinutes(1), Assert.Single(run.State.Bookmarks).DueAt);
    }

    [Fact]
    public void ND_02_a_memory_reference_of_null_and_another_order_of_members_change_nothing()
    {
        var text = Flow.Literal("Hi");
        text["memoryReference"] = null;

        Assert.Equal(["Hi"], Flow.New().Node("W", "WriteLine", ("text", text)).Run().Lines);
    }

    [Fact]
    public void ND_03_the_flag_of_a_start_trigger_on_another_step_only_makes_it_the_root() =>
        Assert.Equal("B", Flow.New().Steps("A").Starts("B", "Test.Step").Run(("B", "*")).Order);

    [Theory]
    [InlineData("""{ "typeName": "String", "expression": { "type": "Literal", "value": "Hi" } }""")]
    [InlineData("\"Hi\"")]
    public void IN_01_and_IN_02_an_input_is_wrapped_or_plain(string text) =>
        Assert.Equal(["Hi"], Flow.New().Node("W", "WriteLine", ("text", JsonNode.Parse(text))).Run().Lines);

    [Fact]
    public void IN_04_raw_members_stand_as_they_are()
    {
        var cases = new JsonArray(new JsonObject { ["label"] = "big", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getn() > 3" } });
        var run = Flow.New().Variable("n", "Int32", "1").Set("S", "n", Flow.Literal(5, "Int32")).Node("Q", "FlowSwitch", ("cases", cases)).Steps("Yes", "No")
            .Path("S", "Q").Edge("Q:big", "Yes").Edge("Q:Default", "No").Run();

        Assert.Equal("S Q Yes", run.Order);
    }
}
