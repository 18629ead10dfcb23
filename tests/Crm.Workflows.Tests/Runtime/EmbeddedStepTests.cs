using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>Steps that hold other steps in their hands instead of on the canvas.</summary>
public sealed class EmbeddedStepTests
{
    [Theory]
    [InlineData("1 < 2", "yes")]
    [InlineData("1 > 2", "no")]
    public void If_runs_the_step_of_its_answer(string condition, string line)
    {
        var run = Flow.New().Node("Q", "If", ("condition", Flow.Js(condition, "Boolean")), ("then", Say("a", "yes")), ("else", Say("b", "no")))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("Q", "End").Run();

        Assert.Equal([line, "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void If_without_a_step_for_its_answer_is_done_at_once()
    {
        var run = Flow.New().Node("Q", "If", ("then", Say("a", "yes"))).Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("Q", "End").Run();

        Assert.Equal(["end"], run.Lines);
    }

    [Theory]
    [InlineData("MatchFirst", "one")]
    [InlineData("MatchAny", "one", "two")]
    public void Switch_runs_the_first_case_or_all_that_hold(string mode, params string[] lines)
    {
        var run = Flow.New().Node("S", "Switch", ("mode", Flow.Literal(mode)), ("cases", new JsonArray(
            Case("no", "false", Say("c0", "none")), Case("a", "true", Say("c1", "one")), Case("b", "true", Say("c2", "two")))), ("default", Say("d", "default"))).Run();

        Assert.Equal(lines, run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Switch_runs_its_default_when_no_case_holds()
    {
        var run = Flow.New().Node("S", "Switch", ("cases", new JsonArray(Case("no", "false", Say("c0", "none")))), ("default", Say("d", "default"))).Run();

        Assert.Equal(["default"], run.Lines);
    }

    [Fact]
    public void A_case_is_found_by_its_place_and_its_condition_in_either_form()
    {
        var wrapped = Case("a", "true", Say("c1", "one"));
        wrapped["condition"] = Flow.Js("true", "Boolean");
        var run = Flow.New().Node("S", "Switch", ("cases", new JsonArray(null, Case("no", "false", Say("c0", "none")), wrapped))).Run();

        Assert.Equal(["one"], run.Lines);
    }

    [Fact]
    public void Switch_with_several_cases_is_done_when_all_of_them_are()
    {
        var run = Flow.New().Node("S", "Switch", ("mode", Flow.Literal("MatchAny")), ("cases", new JsonArray(Case("a", "true", Step("A")), Case("b", "true", Step("B")))))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("S", "End").Run(("A", "*"), ("B", "*"));

        run.Resume("A");
        Assert.Empty(run.Lines);
        run.Resume("B");
        Assert.Equal(["end"], run.Lines);
    }

    [Fact]
    public void While_asks_its_condition_before_each_round()
    {
        var run = Counting("n", "While", ("condition", Flow.Js("getVariable('n') < 3", "Boolean"))).Run();

        Assert.Equal(["0", "1", "2"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void While_waits_for_its_body_and_asks_again()
    {
        var run = Flow.New().Node("W", "While", ("condition", Flow.Js("true", "Boolean")), ("body", Step("B"))).Run(("B", "* *"));

        run.Resume("B");

        Assert.Equal(WorkflowStatus.Suspended, run.Status);
        Assert.Single(run.State.Bookmarks);
    }

    [Fact]
    public void A_loop_without_end_leaves_the_limits_of_a_cycle_and_changes_nothing()
    {
        var run = Flow.New().Steps("A").Node("W", "While", ("condition", Flow.Js("true", "Boolean")), ("body", Say("x", "x"))).Path("A", "W").Run(("A", "*"));

        run.Resume("A");

        Assert.Contains(run.State.Incidents, incident => incident.Code == "CYCLE-LIMIT");
        Assert.Empty(run.Lines);
    }

    [Theory]
    [InlineData(1, 3, 1, true, "1", "2", "3")]
    [InlineData(1, 3, 1, false, "1", "2")]
    [InlineData(3, 1, -1, true, "3", "2", "1")]
    [InlineData(0, 5, 2, true, "0", "2", "4")]
    [InlineData(5, 1, 2, true, "5", "3", "1")]
    [InlineData(2, 0, 1, false, "2", "1")]
    public void For_counts_from_start_to_end(int start, int end, int step, bool inclusive, params string[] lines)
    {
        var run = Flow.New().Node("F", "For", ("start", Flow.Literal(start, "Int32")), ("end", Flow.Literal(end, "Int32")), ("step", Flow.Literal(step, "Int32")),
            ("outerBoundInclusive", Flow.Literal(inclusive, "Boolean")), ("body", Print("CurrentValue"))).Run();

        Assert.Equal(lines, run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void For_by_steps_of_zero_is_an_incident()
    {
        var run = Flow.New().Node("F", "For", ("end", Flow.Literal(3, "Int32")), ("step", Flow.Literal(0, "Int32")), ("body", Say("x", "x"))).Run();

        Assert.Single(run.State.Incidents);
        Assert.Empty(run.Lines);
    }

    [Theory]
    [InlineData("For", "end")]
    [InlineData("ForEach", "items")]
    public void Break_ends_the_loop_from_deep_inside_and_the_flow_goes_on(string loop, string input)
    {
        var value = loop == "For" ? Flow.Literal(9, "Int32") : Flow.Literal(new JsonArray(0, 1, 2, 3), "Object[]");
        var body = InSequence(Print("CurrentValue"), new JsonObject
        {
            ["type"] = "Elsa.If",
            ["id"] = "at1",
            ["condition"] = Flow.Js("getVariable('CurrentValue') == 1", "Boolean"),
            ["then"] = InSequence(new JsonObject { ["type"] = "Elsa.Break", ["id"] = "stop" }, Say("never", "never")),
        });
        var run = Flow.New().Node("L", loop, (input, value), ("body", body)).Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("L", "End").Run();

        Assert.Equal(["0", "1", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Break_in_a_parallel_loop_ends_its_round_and_not_those_beside_it()
    {
        var body = InSequence(Step("W"), new JsonObject { ["type"] = "Elsa.Break", ["id"] = "stop" }, Say("never", "never"));
        var run = Flow.New().Node("L", "ParallelForEach", ("items", Flow.Literal(new JsonArray("a", "b"), "Object[]")), ("body", body))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("L", "End").Run(("W", "* *"));

        run.Resume("W");
        Assert.Single(run.State.Bookmarks);
        Assert.Empty(run.Lines);
        run.Resume("W");

        Assert.Equal(["end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Break_in_a_parallel_loop_ends_the_loop_around_that()
    {
        var inner = new JsonObject
        {
            ["type"] = "Elsa.ParallelForEach",
            ["id"] = "inner",
            ["items"] = Flow.Literal(new JsonArray("a", "b"), "Object[]"),
            ["body"] = InSequence(Step("W"), new JsonObject { ["type"] = "Elsa.Break", ["id"] = "stop" }),
        };
        var run = Flow.New().Node("L", "For", ("end", Flow.Literal(9, "Int32")), ("body", inner)).Run(("W", "* *"));

        run.Resume("W");

        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Break_ends_only_the_nearest_loop()
    {
        var inner = new JsonObject
        {
            ["type"] = "Elsa.For",
            ["id"] = "inner",
            ["end"] = Flow.Literal(9, "Int32"),
            ["body"] = InSequence(Print("CurrentValue"), new JsonObject { ["type"] = "Elsa.Break", ["id"] = "stop" }),
        };
        var run = Flow.New().Node("L", "For", ("end", Flow.Literal(1, "Int32")), ("body", inner)).Run();

        Assert.Equal(["0", "0"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void FC_06_Break_is_terminal_and_ends_the_flowchart_around_it()
    {
        var run = Flow.New().Fork("F", "x", "y").Delay("D", "01:00:00").Node("B", "Break").Node("End", "WriteLine", ("text", Flow.Literal("end")))
            .Edge("F:x", "D").Edge("F:y", "B").Edge("B", "End").Run();

        Assert.Empty(run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Parallel_runs_all_its_steps_at_once_and_is_done_with_the_last()
    {
        var run = Flow.New().Node("P", "Parallel", ("activities", new JsonArray(Say("a", "first"), Step("A"), Say("b", "second"), Step("B"))))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("P", "End").Run(("A", "*"), ("B", "*"));
        Assert.Equal(["first", "second"], run.Lines);

        run.Resume("B");
        Assert.Equal(["first", "second"], run.Lines);
        run.Resume("A");

        Assert.Equal(["first", "second", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, Flow.New().Node("P", "Parallel").Run().Status);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("WaitAll", 1)]
    [InlineData("WaitAny", 0)]
    public void Fork_waits_for_all_its_branches_or_for_the_first(string? mode, int waiting)
    {
        var run = Flow.New().Node("F", "Fork", ("joinMode", mode), ("branches", new JsonArray(Step("A"), InSequence(Step("B"), Say("b", "b")))))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("F", "End").Run(("A", "*"), ("B", "*"));
        Assert.Equal(2, run.State.Bookmarks.Count);

        run.Resume("A");
        Assert.Equal((waiting, waiting == 0), (run.State.Bookmarks.Count, run.Lines.Contains("end")));
        if (waiting > 0) run.Resume("B");

        Assert.Equal(waiting > 0 ? ["b", "end"] : new[] { "end" }, run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Cron_waits_for_its_next_occurrence()
    {
        var run = Flow.New().Node("C", "Cron", ("cronExpression", Flow.Literal("0 0 8 ? * MON-FRI"))).Run();

        var bookmark = Assert.Single(run.State.Bookmarks);
        Assert.True(bookmark.DueAt > run.Scope().Now);
        Assert.Equal((8, 0, 0), (bookmark.DueAt!.Value.Hour, bookmark.DueAt.Value.Minute, bookmark.DueAt.Value.Second));
        Assert.Contains("\"CronExpression\":\"0 0 8 ? * MON-FRI\"", bookmark.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("every morning")]
    [InlineData("0 8 * * *")]
    public void TR_CRON_times_that_cannot_be_read_are_found(string text)
    {
        var findings = Found(Flow.New().Node("C", "Cron", ("cronExpression", Flow.Literal(text))));

        Assert.Contains(findings, finding => finding is { Code: "TR-CRON", Severity: FindingSeverity.Error, NodeId: not null });
    }

    [Fact]
    public void EX_SYNTAX_the_condition_of_a_While_is_checked()
    {
        var findings = Found(Flow.New().Node("W", "While", ("condition", Flow.Js("1 <", "Boolean")), ("body", Say("x", "x"))));

        Assert.Contains(findings, finding => finding.Code == "EX-SYNTAX");
    }

    private static IReadOnlyList<Finding> Found(Flow flow) =>
        new DefinitionValidator(new ActivityRegistry(FlowActivities.All).Descriptors, new ExpressionEvaluator()).Validate(flow.Definition());

    private static Flow Counting(string variable, string loop, params (string, JsonNode?)[] members) => Flow.New().Variable(variable, "Int32", "0")
        .Node("L", loop, [.. members, ("body", InSequence(Print(variable), new JsonObject
        {
            ["type"] = "Elsa.SetVariable",
            ["id"] = "more",
            ["variable"] = new JsonObject { ["id"] = "v-" + variable, ["name"] = variable },
            ["value"] = Flow.Js($"getVariable('{variable}') + 1"),
        }))]);

    private static JsonObject Case(string label, string condition, JsonObject activity) => new()
    {
        ["label"] = label,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition },
        ["activity"] = activity,
    };

    private static JsonObject InSequence(params JsonNode[] steps) => new() { ["type"] = "Elsa.Sequence", ["id"] = "seq", ["activities"] = new JsonArray(steps) };

    private static JsonObject Say(string id, string text) => new() { ["type"] = "Elsa.WriteLine", ["id"] = id, ["text"] = Flow.Literal(text) };

    private static JsonObject Print(string variable) =>
        new() { ["type"] = "Elsa.WriteLine", ["id"] = "print", ["text"] = Flow.Js($"'' + getVariable('{variable}')", "String") };

    private static JsonObject Step(string id) => new() { ["type"] = "Test.Step", ["id"] = id };
}
