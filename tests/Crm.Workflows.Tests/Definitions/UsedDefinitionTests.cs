using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Definitions;

/// <summary>UN-03: a published definition in the place of a step (<c>Elsa.WorkflowDefinitionActivity</c>).</summary>
public sealed class UsedDefinitionTests
{
    private readonly Dictionary<string, string> stored = [];

    [Fact]
    public async Task UN_03_inputs_come_by_declared_name_and_outputs_fill_what_they_are_bound_to()
    {
        Store("double", Flow.New().Variable("n", "Int32", "2").Set("s", "n", Flow.Js("variables.n * getInput('Amount')", "Int32"))
            .Node("o", "SetOutput", ("outputName", Flow.Literal("twice")), ("outputValue", Flow.Js("variables.n"))).Path("s", "o"), inputs: "Amount", outputs: "Twice");

        var run = await Run(Flow.New().Variable("n", "Int32", "21").Variable("result", "Int32", null)
            .Inner(Use("u", "double", ("amount", Flow.Js("variables.n", "Int32")), ("twice", Bound("result"))))
            .Node("say", "WriteLine", ("text", Flow.Js("variables.n + ' ' + variables.result", "String"))).Path("u", "say"));

        Assert.Equal((WorkflowStatus.Finished, "21 42"), (run.Status, Assert.Single(run.Lines)));
        Assert.Empty(run.State.Output);
        Assert.Contains("Workflow1:f:u:f:s", run.Journal.Select(e => e.ActivityNodeId));
    }

    [Fact]
    public async Task An_output_goes_to_the_nearest_definition_that_declares_it_else_to_the_instance()
    {
        Store("inner", Flow.New().Node("a", "SetOutput", ("outputName", Flow.Literal("near")), ("outputValue", Flow.Literal("1")))
            .Node("b", "SetOutput", ("outputName", Flow.Literal("far")), ("outputValue", Flow.Literal("2")))
            .Node("c", "SetOutput", ("outputName", Flow.Literal("whole")), ("outputValue", Flow.Literal("3"))).Path("a", "b", "c"), outputs: "near");
        Store("outer", Flow.New().Inner(Use("i", "inner")), outputs: "near far");

        var run = await Run(Flow.New().Variable("far", "String", null).Variable("near", "String", null)
            .Inner(Use("o", "outer", ("far", Bound("far")), ("near", Bound("near"))))
            .Node("say", "WriteLine", ("text", Flow.Js("(variables.near ?? 'none') + ' ' + variables.far", "String"))).Path("o", "say"));

        Assert.Equal("none 2", Assert.Single(run.Lines));
        Assert.Equal("3", (string?)Assert.Single(run.State.Output).Value);
    }

    [Fact]
    public async Task It_leaves_by_the_outcomes_that_it_completes_with()
    {
        Store("choice", Flow.New().Node("c", "Complete", ("outcomes", Flow.Literal("No"))), outcomes: "Yes No");

        var run = await Run(Flow.New().Inner(Use("u", "choice")).Steps("yes", "no").Edge("u:Yes", "yes").Edge("u:No", "no"));

        Assert.Equal("c no", run.Order);
    }

    [Fact]
    public async Task It_waits_and_goes_on_with_the_inputs_that_it_began_with()
    {
        Store("asking", Flow.New().Event("e", "Answer").Node("w", "WriteLine", ("text", Flow.Expression("Input", new JsonObject { ["name"] = "who" }, "String"))).Path("e", "w"),
            inputs: "who");
        var run = await Run(Flow.New().Variable("name", "String", "Anna").Inner(Use("u", "asking", ("who", Flow.Js("variables.name", "String"))))
            .Steps("after").Path("u", "after"));
        Assert.Equal(WorkflowStatus.Suspended, run.Status);

        run.Resume("e");

        Assert.Equal((WorkflowStatus.Finished, "Anna", "e w after"), (run.Status, Assert.Single(run.Lines), run.Order));
    }

    [Fact]
    public async Task Canceling_the_step_cancels_all_inside()
    {
        Store("asking", Flow.New().Event("e", "Answer"));
        var run = await Run(Flow.New().Fork("s", "a", "b").Inner(Use("u", "asking")).Event("x", "Enough").Join("j", "WaitAny")
            .Edge("s:a", "u").Edge("s:b", "x").Edge("u", "j").Edge("x", "j"));

        run.Resume("x");

        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Contains("e Canceled", run.Rows);
    }

    [Fact]
    public async Task The_version_that_the_node_names_comes_before_the_one_in_force()
    {
        Store("said", Flow.New().Node("w", "WriteLine", ("text", Flow.Literal("in force"))));
        Store("said", Flow.New().Node("w", "WriteLine", ("text", Flow.Literal("named"))), version: 2);
        var named = Use("u", "said");
        named["workflowDefinitionVersionId"] = "said-2";
        var lost = Use("u", "said");
        lost["workflowDefinitionVersionId"] = "said-9";

        Assert.Equal("named", Assert.Single((await Run(Flow.New().Inner(named))).Lines));
        Assert.Equal("in force", Assert.Single((await Run(Flow.New().Inner(lost))).Lines));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("private")]
    [InlineData("around")]
    [InlineData("test")]
    public async Task UN_04_what_cannot_stand_there_is_a_step_that_is_not_known(string definition)
    {
        Store("private", Flow.New().Steps("a"), usable: false);
        Store("around", Flow.New().Inner(Use("u", "around")));
        Store("test", Flow.New().Steps("a"));

        var run = await Run(Flow.New().Inner(Use("u", definition)));

        Assert.Equal("UN-04", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public async Task The_type_of_such_steps_stands_for_a_definition_only_when_it_names_one()
    {
        Store("said", Flow.New().Node("w", "WriteLine", ("text", Flow.Literal("Hi"))));

        Assert.Equal("Hi", Assert.Single((await Run(Flow.New().Node("u", "WorkflowDefinitionActivity", ("workflowDefinitionId", "said")))).Lines));
        Assert.Equal("UN-04", Assert.Single((await Run(Flow.New().Node("u", "WorkflowDefinitionActivity"))).State.Incidents).Code);
    }

    [Fact]
    public async Task The_stored_document_stays_as_it_is_and_its_validation_sees_the_steps_inside()
    {
        Store("double", Flow.New().Node("w", "WriteLine", ("text", Flow.Literal("Hi"))), inputs: "amount", outcomes: "Yes No");
        var user = Flow.New().Inner(Use("u", "double", ("amount", Flow.Literal("5")))).Steps("yes").Edge("u:Yes", "yes").Definition();
        var before = user.CanonicalText;
        var validator = new DefinitionValidator(Registry().Descriptors, new ExpressionEvaluator());

        var expanded = await Catalog().Expand(user, TestContext.Current.CancellationToken);

        Assert.Equal(before, user.CanonicalText);
        Assert.Contains(validator.Validate(user), f => f.Code == "ACT-UNSUPPORTED");
        Assert.Empty(validator.Validate(expanded).Select(f => $"{f.Code} {f.NodeId} {f.Sentence.En}"));
    }

    private static ActivityRegistry Registry() => new([.. FlowActivities.All, new TestStep([])]);

    private static JsonObject Bound(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-" + variable } };

    private static JsonObject Use(string id, string definition, params (string Name, JsonNode Value)[] members)
    {
        var node = new JsonObject { ["type"] = "Own." + definition, ["id"] = id, ["version"] = 1, ["workflowDefinitionId"] = definition };
        foreach (var (name, value) in members) node[name] = value;
        return node;
    }

    private DefinitionCatalog Catalog() => new(Registry().Descriptors, (id, _) => ValueTask.FromResult(stored.GetValueOrDefault(id)),
        (id, _, _) => ValueTask.FromResult<string?>(id + "-1"));

    private async Task<Trace> Run(Flow flow) => new(await Catalog().Expand(flow.Definition(), TestContext.Current.CancellationToken), []);

    private void Store(string id, Flow flow, string inputs = "", string outputs = "", string outcomes = "", bool usable = true, int version = 1) =>
        stored[$"{id}-{version}"] = flow.Definition().With(json =>
        {
            (json["definitionId"], json["id"], json["version"]) = (id, $"{id}-{version}", version);
            json["inputs"] = Arguments(inputs);
            json["outputs"] = Arguments(outputs);
            json["outcomes"] = new JsonArray([.. Names(outcomes).Select(n => (JsonNode)n)]);
            json["options"] = new JsonObject { ["usableAsActivity"] = usable };
        }).ToJson().ToJsonString();

    private static JsonArray Arguments(string names) => new([.. Names(names).Select(n => (JsonNode)new JsonObject { ["name"] = n, ["type"] = "Object" })]);

    private static string[] Names(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
