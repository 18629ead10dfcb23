using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using NJsonSchema;

namespace Crm.Workflows.Tests.Schemas;

public sealed class SchemaTests
{
    private const string Definitions = "workflows/schema/workflow.schema.json", Stages = "workflows/schema/stages.schema.json";

    public static TheoryData<string> Files => [.. Directory.GetFiles(ShippedFlow.Folder, "*.json").Select(f => Path.GetFileName(f)!)];

    [Fact]
    public void The_schema_of_definitions_is_that_of_the_registered_steps() =>
        GeneratedFile.IsCurrent(Definitions, WorkflowSchema.Of(ActivityCatalog.Registry().Descriptors));

    [Fact]
    public void The_schema_of_stages_is_that_of_their_records() => GeneratedFile.IsCurrent(Stages, StagesSchema.Build());

    [Fact]
    public void The_table_of_steps_is_that_of_the_registered_steps() =>
        GeneratedFile.IsCurrent("docs/activities.md", ActivityTable.Of(ActivityCatalog.Registry().Descriptors));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_shipped_file_is_valid_under_its_schema(string file) => Assert.Empty(await Faults(file, _ => { }));

    [Fact]
    public async Task A_step_without_what_it_needs_is_not_valid() =>
        Assert.NotEmpty(await Faults("standard-sale.json", root => Step(root, "Crm.MoveDeal").Remove("toStage")));

    [Fact]
    public async Task A_choice_that_an_input_does_not_offer_is_not_valid() =>
        Assert.NotEmpty(await Faults("standard-sale.json", root => Step(root, "Elsa.FlowJoin")["mode"] = Flow.Literal("WaitSome")));

    [Fact]
    public async Task A_refused_language_is_not_valid() =>
        Assert.NotEmpty(await Faults("standard-sale.json", root => Step(root, "Crm.MoveDeal")["toStage"] = Flow.Expression("CSharp", "x", "String")));

    [Fact]
    public async Task A_step_of_somebody_else_is_valid_because_it_is_kept() =>
        Assert.Empty(await Faults("standard-sale.json", root =>
            Step(root, "Crm.MoveDeal").Parent!.AsArray().Add(new JsonObject { ["type"] = "Acme.Fax", ["id"] = "fax", ["x-own"] = 1 })));

    [Theory]
    [InlineData("kind", "Guess")]
    [InlineData("minimum", 1)]
    public async Task A_gate_with_a_check_that_there_is_not_is_not_valid(string member, object value) =>
        Assert.NotEmpty(await Faults("standard-sale.stages.json", root => root["stages"]![0]!["gates"]![0]!["check"]![member] = JsonValue.Create(value)));

    [Fact]
    public async Task The_example_of_the_readme_is_a_procedure()
    {
        var blocks = (await File.ReadAllTextAsync(Path.Combine(ShippedFlow.Folder, "README.md"), TestContext.Current.CancellationToken))
            .Split("```").Where(block => block.StartsWith("json", StringComparison.Ordinal)).Select(block => block[4..]).ToList();
        var (stages, text) = (blocks.Single(b => b.Contains("\"stages\"", StringComparison.Ordinal)), blocks.Single(b => b.Contains("\"root\"", StringComparison.Ordinal)));
        var definition = DefinitionJson.Parse(text);

        Assert.Empty(await Faults(Stages, stages));
        Assert.Empty(await Faults(Definitions, text));
        Assert.Equal(definition.DefinitionId, StageFlow.Parse(stages).Definition);
        Assert.Equal(definition.CanonicalText, DefinitionJson.Normalized(definition).CanonicalText);
        Assert.Empty(new DefinitionValidator(ActivityCatalog.Registry().Descriptors, new ExpressionEvaluator()).Validate(definition).Select(f => $"{f.Code} {f.Sentence.En}"));
    }

    private static JsonObject Step(JsonObject root, string type) =>
        root["root"]!["activities"]!.AsArray().OfType<JsonObject>().First(node => node["type"]!.ToString() == type);

    private static async Task<IEnumerable<string>> Faults(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedFlow.Folder, file), TestContext.Current.CancellationToken))!.AsObject();
        change(json);
        return await Faults(file.EndsWith(".stages.json", StringComparison.Ordinal) ? Stages : Definitions, json.ToJsonString());
    }

    private static async Task<IEnumerable<string>> Faults(string schema, string json)
    {
        var shape = await JsonSchema.FromFileAsync(Path.Combine(ShippedFlow.Folder, "..", schema), TestContext.Current.CancellationToken);
        return shape.Validate(json).Select(fault => $"{fault.Path} {fault.Kind}");
    }
}
