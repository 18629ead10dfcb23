using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Definitions;

public sealed class DefinitionValidatorTests
{
    private static readonly DefinitionValidator Validator = new(new ActivityRegistry([.. FlowActivities.All, new TestStep([])]).Descriptors, new ExpressionEvaluator());

    private static string[] Codes(Flow flow) => Validator.Validate(flow.Definition()).Select(f => f.Code).ToArray();

    [Fact]
    public void A_sound_definition_has_no_findings() =>
        Assert.Empty(Codes(Flow.New().Decision("D", "1 < 2").Steps("A", "B").Edge("D:True", "A").Edge("D:False", "B")));

    [Fact]
    public void T7_an_invalid_way_back_is_an_error()
    {
        var found = Assert.Single(Validator.Validate(Flow.New().Steps("S", "A", "B").Edge("S", "A").Edge("S", "B").Edge("A", "B").Edge("B", "A").Definition()));
        Assert.Equal(("FC-03", FindingSeverity.Error, "Workflow1:f:B"), (found.Code, found.Severity, found.NodeId));
        Assert.All([found.Sentence.En, found.Sentence.Ru, found.Hint.En, found.Hint.Ru], text => Assert.DoesNotContain("{", text, StringComparison.Ordinal));
        Assert.StartsWith("LINT-", found.Lint, StringComparison.Ordinal);
    }

    [Fact]
    public void FC_03_a_valid_way_back_is_not() => Assert.Empty(Codes(Flow.New().Steps("S", "A", "B").Path("S", "A", "B").Edge("B:again", "A")));

    [Fact]
    public void FC_DANGLING_an_unreachable_step_is_a_warning() => Assert.Equal(["FC-DANGLING"], Codes(Flow.New().Node("S", "Start").Steps("A", "B").Edge("S", "A")));

    [Fact]
    public void FC_DANGLING_a_second_start_trigger_is_reachable()
    {
        var trigger = new JsonObject { ["type"] = "Elsa.Event", ["id"] = "T", ["eventName"] = Flow.Literal("Go"), ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true } };
        Assert.Empty(Codes(Flow.New().Node("S", "Start").Steps("A", "B").Inner(trigger).Edge("S", "A").Edge("T", "B")));
    }

    [Fact]
    public void CN_03_a_connection_to_nowhere_is_an_error() => Assert.Equal(["CN-03"], Codes(Flow.New().Steps("A").Edge("A", "gone")));

    [Fact]
    public void CN_PORT_a_connection_from_an_outcome_that_does_not_exist_is_an_error()
    {
        Assert.Equal(["CN-PORT"], Codes(Flow.New().Decision("D", "true").Steps("A").Edge("D:Maybe", "A")));
        Assert.Equal(["CN-PORT"], Codes(Flow.New().Fork("F", "x").Steps("A", "B").Edge("F:x", "A").Edge("F:y", "B")));
    }

    [Fact]
    public void ACT_UNSUPPORTED_an_unknown_type_is_an_error() => Assert.Equal(["ACT-UNSUPPORTED"], Codes(Flow.New().Node("A", "Acme.Fax")));

    [Fact]
    public void IN_03_an_input_without_a_type_is_ignored_with_a_warning() =>
        Assert.Equal(["IN-03"], Codes(Flow.New().Node("A", "WriteLine", ("text", new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "x" } }))));

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Python")]
    [InlineData("Secret")]
    [InlineData("Delegate")]
    [InlineData("Whatever")]
    public void EX_REFUSED_other_languages_are_refused(string language) =>
        Assert.Equal(["EX-REFUSED"], Codes(Flow.New().Node("A", "WriteLine", ("text", Flow.Expression(language, "1", "String")))));

    [Fact]
    public void EX_SYNTAX_an_expression_must_parse()
    {
        Assert.Equal(["EX-SYNTAX"], Codes(Flow.New().Decision("D", "1 <")));
        Assert.Equal(["EX-SYNTAX"], Codes(Flow.New().Node("A", "WriteLine", ("text", Flow.Expression("Liquid", "{% if %}", "String")))));
    }

    [Fact]
    public void EX_CONVERT_a_literal_must_fit_its_type() => Assert.Equal(["EX-CONVERT"], Codes(Flow.New().Delay("D", "soon")));

    [Fact]
    public void EX_SCOPE_a_variable_must_exist() => Assert.Equal(["EX-SCOPE"], Codes(Flow.New().Set("S", "nobody", Flow.Literal("1"))));

    [Fact]
    public void FC_TOKEN_a_merge_mode_is_kept_and_warned_about() =>
        Assert.Equal(["FC-TOKEN"], Codes(Flow.New().Node("A", "Test.Step", ("customProperties", new JsonObject { ["mergeMode"] = "Race" }))));

    [Fact]
    public void FC_JOIN_DEAD_WaitAll_over_two_answers_of_one_question_is_an_error()
    {
        static Flow Of(string mode) => Flow.New().Decision("D", "true").Steps("A", "B").Join("J", mode)
            .Edge("D:True", "A").Edge("D:False", "B").Edge("A", "J").Edge("B", "J");
        Assert.Equal(["FC-JOIN-DEAD"], Codes(Of("WaitAll")));
        Assert.Empty(Codes(Of("WaitAllActive")));
        Assert.Empty(Codes(Flow.New().Fork("F", "x", "y").Steps("A", "B").Join("J", "WaitAll").Edge("F:x", "A").Edge("F:y", "B").Edge("A", "J").Edge("B", "J").Edge("F", "J")));
    }

    [Fact]
    public void FC_NOEXIT_a_loop_without_a_way_out_is_an_error()
    {
        Assert.Equal(["FC-NOEXIT"], Codes(Flow.New().Event("A", "Go").Event("B", "On").Edge("A", "B").Edge("B", "A")));
        Assert.Empty(Codes(Flow.New().Event("A", "Go").Decision("D", "true").Edge("A", "D").Edge("D:True", "A")));
    }

    [Fact]
    public void TR_03_a_start_trigger_does_not_depend_on_an_instance()
    {
        var trigger = new JsonObject { ["type"] = "Elsa.Event", ["id"] = "T", ["eventName"] = Flow.Js("'a' + getVariable('n')", "String"), ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true } };
        Assert.Equal(["TR-03"], Codes(Flow.New().Inner(trigger)));
    }

    [Fact]
    public void TR_01_start_triggers_are_collected_with_their_hashes()
    {
        var trigger = new JsonObject { ["type"] = "Elsa.Event", ["id"] = "T", ["eventName"] = Flow.Literal("ContractSigned"), ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true } };
        var registry = new ActivityRegistry(FlowActivities.All);
        var found = Assert.Single(TriggerIndex.Collect(WorkflowGraph.Build(Flow.New().Inner(trigger).Event("Waits", "Other").Definition(), registry.Descriptors), registry));
        Assert.Equal(("Workflow1:f:T", "Elsa.Event", Stimulus.Event("ContractSigned").Hash), (found.ActivityNodeId, found.Name, found.Hash));
    }

    [Fact]
    public void VA_02_what_is_only_kept_in_memory_is_forgotten_by_a_wait()
    {
        static Flow Of(bool stored, string kind) => Flow.New().Variable("n", "Int32", "1", stored).Set("S", "n", Flow.Literal(5, "Int32")).Event("E", "Go")
            .Node("W", "WriteLine", ("text", kind == "Variable" ? Flow.Expression("Variable", new JsonObject { ["id"] = "v-n" }, "String") : Flow.Expression(kind, "x " + kind switch
            {
                "Liquid" => "{{ Variables.n }}",
                _ => "+ getn()",
            }, "String")));
        foreach (var kind in new[] { "Variable", "JavaScript", "Liquid" })
        {
            var found = Assert.Single(Validator.Validate(Of(false, kind).Path("S", "E", "W").Definition()));
            Assert.Equal(("VA-02", FindingSeverity.Warning, "Workflow1:f:W"), (found.Code, found.Severity, found.NodeId));
            Assert.Empty(Codes(Of(true, kind).Path("S", "E", "W")));
            Assert.Empty(Codes(Of(false, kind).Path("S", "W", "E")));
        }
    }

    [Fact]
    public void VA_02_the_next_round_of_a_loop_comes_after_the_wait_in_this_one()
    {
        static Flow Of(params string[] order)
        {
            var flow = Flow.New().Set("S", "n", Flow.Literal(5, "Int32")).Delay("E", "00:01:00").Node("W", "WriteLine", ("text", Flow.Js("variables.n", "String")));
            var body = flow.Path(order).Chart("body");
            return Flow.New().Variable("n", "Int32", "1").Inner(new JsonObject
            {
                ["type"] = "Elsa.ForEach",
                ["id"] = "L",
                ["version"] = 1,
                ["items"] = Flow.Literal(new JsonArray(1, 2), "Object"),
                ["body"] = body,
            });
        }
        Assert.Equal(["VA-02"], Codes(Of("W", "S", "E")));
        Assert.Equal(["VA-02"], Codes(Of("S", "E", "W")));
        Assert.Empty(Codes(Flow.New().Variable("n", "Int32", "1").Delay("E", "00:01:00").Node("W", "WriteLine", ("text", Flow.Js("variables.n", "String"))).Path("E", "W")));
    }

    [Fact]
    public void VA_DUP_two_variables_of_one_name_are_an_error() =>
        Assert.Equal(["VA-DUP", "VA-DUP"], Codes(Flow.New().Variable("n", "Int32", "1").Variable("N", "Int32", "2").Steps("A")));

    [Fact]
    public void SR_04_a_type_that_is_not_known_is_kept_and_warned_about()
    {
        var definition = Flow.New().Variable("order", "Acme.Order, Acme", null).Steps("A").Definition();
        Assert.Equal(["SR-04"], Validator.Validate(definition).Select(f => f.Code));
        Assert.Contains("Acme.Order, Acme", definition.CanonicalText, StringComparison.Ordinal);
        Assert.Equal(["SR-04"], Validator.Validate(definition.With(json =>
        {
            json["variables"] = new JsonArray();
            json["inputs"] = new JsonArray(new JsonObject { ["name"] = "x", ["type"] = "Acme.Order" }, new JsonObject { ["name"] = "y", ["type"] = "System.String, System.Private.CoreLib" });
        })).Select(f => f.Code));
    }

    [Fact]
    public void Errors_come_before_warnings() =>
        Assert.Equal(["CN-03", "FC-DANGLING"], Codes(Flow.New().Node("S", "Start").Steps("A", "B").Edge("S", "A").Edge("A", "gone")));
}
