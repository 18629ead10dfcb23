using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Definitions;

/// <summary>A definition against the stages of the deal type that it drives.</summary>
public sealed class StageRulesTests
{
    private static readonly DefinitionValidator Validator = new(ActivityCatalog.Registry().Descriptors, new ExpressionEvaluator());

    [Theory]
    [InlineData("standard-sale")]
    [InlineData("manual-pipeline")]
    public void D_05_what_is_shipped_names_the_stages_that_it_has(string id) =>
        Assert.Empty(Validator.Validate(DefinitionJson.Parse(ShippedFlow.Text(id)), Stages(id)).Select(f => $"{f.Code} {f.NodeId} {f.Sentence.En}"));

    [Theory]
    [InlineData("m2", "toStage", "demo", "CRM-STAGE")]
    [InlineData("m2", "toStage", "won", "CRM-STAGE")]
    [InlineData("m2", "toStage", "order", "CRM-MOVE")]
    [InlineData("c3", "gate", "G9.9", "CRM-GATE")]
    public void CRM_a_step_names_what_the_deal_type_does_not_have(string id, string member, string value, string code)
    {
        var found = Assert.Single(Findings("standard-sale", root => Step(root, id)[member]!["expression"]!["value"] = value));

        Assert.Equal((code, FindingSeverity.Error, $"Workflow1:flow:{id}", member), (found.Code, found.Severity, found.NodeId, found.Member));
        Assert.NotEqual(found.Sentence.En, found.Sentence.Ru);
    }

    [Fact]
    public void CRM_STAGE_work_of_a_stage_that_does_not_exist_and_a_move_to_it_are_found()
    {
        var found = Findings("manual-pipeline", root =>
        {
            Step(root, "c1")["stage"] = "old";
            root["connections"]!.AsArray().First(c => (string?)c!["source"]!["port"] == "contacted")!["source"]!["port"] = "called";
        });

        Assert.Equal([("CRM-STAGE", "Workflow1:flow:c1"), ("CRM-STAGE", "Workflow1:flow:wait")], found.Where(f => f.Code == "CRM-STAGE").Select(f => (f.Code, f.NodeId)).Order());
    }

    [Fact]
    public void CRM_GATE_the_checks_of_a_choice_are_those_of_the_deal_type() => Assert.Equal("CRM-GATE", Assert.Single(
        Findings("standard-sale", root => Step(root, "t1")["choices"]!["expression"]!["value"]![0]!["gates"] = new JsonArray("G9.9"))).Code);

    [Fact]
    public void CRM_ENTRY_every_working_stage_begins_somewhere_and_every_entry_has_a_stage()
    {
        Assert.Equal("Work in stage \"Terms negotiation\" begins nowhere: no step is marked as its entry.", Assert.Single(
            Findings("standard-sale", root => Step(root, "t5")["customProperties"]!.AsObject().Remove("crm:entry"))).Sentence.En);
        Assert.Equal(["CRM-ENTRY", "CRM-ENTRY"], Findings("standard-sale", root => Step(root, "t5")["customProperties"]!.AsObject().Remove("crm:stage")).Select(f => f.Code));
    }

    [Fact]
    public void CRM_ENTRY_nothing_else_runs_beside_the_beginning_of_a_stage()
    {
        static JsonObject Entry() => new() { ["crm:stage"] = "a", ["crm:entry"] = true };
        static Flow Of(bool waits) => Flow.New().Fork("F", "x", "y").Node("A", "WriteLine", ("customProperties", Entry())).Delay("D", "01:00:00").Node("W", "WriteLine").Join("J", "WaitAll")
            .Edge("F:x", "A").Edge("F:y", waits ? "D" : "W").Edge("A", "J").Edge(waits ? "D" : "W", "J");

        Assert.Equal(["CRM-ENTRY"], Validator.Validate(Of(waits: true).Definition()).Where(f => f.IsError).Select(f => f.Code));
        Assert.Empty(Validator.Validate(Of(waits: false).Definition()).Where(f => f.IsError).Select(f => f.Code));
        Assert.Empty(Validator.Validate(Flow.New().Decision("Q", "true").Node("A", "WriteLine", ("customProperties", Entry())).Delay("D", "01:00:00").Edge("Q:True", "A").Edge("Q:False", "D")
            .Definition()).Select(f => f.Code));
        // Where the branches have met again the stage may begin.
        Assert.Empty(Validator.Validate(Flow.New().Fork("F", "x", "y").Node("W", "WriteLine").Delay("D", "01:00:00").Join("J", "WaitAll").Node("A", "WriteLine", ("customProperties", Entry()))
            .Edge("F:x", "W").Edge("F:y", "D").Edge("W", "J").Edge("D", "J").Edge("J", "A").Definition()).Select(f => f.Code));
    }

    [Fact]
    public void D_40_every_code_has_its_lint_code_and_every_text_both_languages()
    {
        Assert.All(FindingTexts.All, text =>
        {
            Assert.Matches("[а-я]", text.Value.Sentence.Ru + text.Value.Hint.Ru);
            Assert.DoesNotMatch("[а-яА-Я]", text.Value.Sentence.En + text.Value.Hint.En);
            Assert.Equal(Places(text.Value.Sentence.En), Places(text.Value.Sentence.Ru));
        });
        Assert.Equal(LintCodes.All.Keys.Order(), FindingTexts.All.Select(text => text.Key.Split('.')[0]).Where(code => code is not ("FILE" or "JSON")).Distinct().Order());
        Assert.All(LintCodes.All.Values, lint => Assert.Matches("^LINT-([0-2][0-9]|3[0-7])$", lint));
    }

    private static string Places(string text) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Order());

    private static JsonNode Step(JsonNode root, string id) => root["activities"]!.AsArray().First(a => (string?)a!["id"] == id)!;

    private static IReadOnlyList<Finding> Findings(string id, Action<JsonNode> change) =>
        [.. Validator.Validate(DefinitionJson.Parse(ShippedFlow.Text(id)).With(json => change(json["root"]!)), Stages(id)).Where(f => f.IsError)];

    private static StageFlow Stages(string id) => StageFlow.Parse(File.ReadAllText(Path.Combine(ShippedFlow.Folder, id + ".stages.json")));
}
