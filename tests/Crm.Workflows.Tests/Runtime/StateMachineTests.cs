using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class StateMachineTests
{
    [Fact]
    public void It_runs_entry_action_and_exit_on_its_way_and_ends_where_no_way_leaves()
    {
        var run = Machine([State("open", Say("o1", "in open"), Say("o2", "out of open")), State("closed", Say("c1", "in closed"))],
            [Way("close", "open", "closed", Step("T"), action: Say("a", "closing"))]).Run(("T", "*"));
        Assert.Equal(["in open"], run.Lines);

        run.Resume("T");

        Assert.Equal(["in open", "closing", "out of open", "in closed", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Of_several_triggers_the_first_wins_and_the_others_are_canceled()
    {
        var run = Machine([State("open"), State("won"), State("lost")],
            [Way("win", "open", "won", Step("W")), Way("lose", "open", "lost", Step("L"))]).Run(("W", "*"), ("L", "*"));
        Assert.Equal(2, run.State.Bookmarks.Count);

        run.Resume("L");

        Assert.Empty(run.State.Bookmarks);
        Assert.Contains("W Canceled", run.Rows);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void A_trigger_whose_condition_does_not_hold_waits_again()
    {
        var run = Machine([State("open"), State("closed")], [Way("close", "open", "closed", Step("T"), "getVariable('n') > 0")], ("n", "0")).Run(("T", "* *"));

        run.Resume("T");

        Assert.Single(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
    }

    [Fact]
    public void A_way_without_a_trigger_is_never_taken()
    {
        var run = Machine([State("a", Say("a1", "a")), State("b", Say("b1", "b"))], [Way("yes", "a", "b", null, "1 < 2")]).Run();

        Assert.Equal(["a", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void It_goes_on_where_it_stood_and_is_over_at_once_without_a_first_state()
    {
        var flow = Machine([State("a", Say("a1", "a")), State("b", Say("b1", "b"))], [], first: null);
        Assert.Equal(["end"], flow.Run().Lines);
        Assert.Equal(["CN-03"], new DefinitionValidator(new ActivityRegistry(FlowActivities.All).Descriptors, new ExpressionEvaluator()).Validate(flow.Definition()).Select(f => f.Code));
        var root = flow.Chart();
        root["activities"]![0]!["currentState"] = "b";

        Assert.Equal(["b", "end"], new Trace(flow.Definition(root), []).Lines);
    }

    [Fact]
    public void It_goes_round_and_begins_where_it_is_told()
    {
        var run = Machine([State("red"), State("green", Say("g", "green"))],
            [Way("go", "red", "green", Step("T1")), Way("stop", "green", "red", Step("T2"))], first: "green").Run(("T1", "* *"), ("T2", "* *"));

        run.Resume("T2").Resume("T1");

        Assert.Equal(["green", "green"], run.Lines);
        Assert.Equal("T2", Assert.Single(run.State.Bookmarks).ActivityId);
    }

    [Fact]
    public void A_trigger_that_completes_at_once_leaves_nothing_queued_behind()
    {
        var run = Machine([State("a"), State("b", Say("b1", "b"))],
            [Way("now", "a", "b", Say("t", "trigger")), Way("later", "a", "b", Step("T"))]).Run(("T", "*"));

        Assert.Equal(["trigger", "b", "end"], run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.State.CompletionCallbacks);
    }

    [Fact]
    public void CN_03_states_that_do_not_exist_are_found_and_are_an_incident()
    {
        var flow = Machine([State("a")], [Way("x", "a", "nowhere", null)], first: "elsewhere");

        var codes = new DefinitionValidator(new ActivityRegistry(FlowActivities.All).Descriptors, new ExpressionEvaluator()).Validate(flow.Definition())
            .Where(finding => finding.IsError).Select(finding => (finding.Code, finding.Member));
        Assert.Equal([("CN-03", "initialState"), ("CN-03", "transitions.to")], codes);
        Assert.Equal("CN-03", Assert.Single(flow.Run().State.Incidents).Code);
    }

    [Fact]
    public void EX_SYNTAX_the_condition_of_a_way_is_checked()
    {
        var flow = Machine([State("a"), State("b")], [Way("x", "a", "b", null, "1 <")]);

        Assert.Contains(new DefinitionValidator(new ActivityRegistry(FlowActivities.All).Descriptors, new ExpressionEvaluator()).Validate(flow.Definition()),
            finding => finding is { Code: "EX-SYNTAX", Member: "transitions.x" });
    }

    private static Flow Machine(JsonObject[] states, JsonObject[] ways, (string Name, string Value)? variable = null, string? first = "")
    {
        var flow = Flow.New();
        if (variable is { } known) flow.Variable(known.Name, "Int32", known.Value);
        return flow.Node("M", "StateMachine", ("states", new JsonArray(states)), ("transitions", new JsonArray(ways)), ("initialState", first is null ? null : Flow.Literal(first.Length > 0 ? first : (string)states[0]["name"]!)))
            .Node("End", "WriteLine", ("text", Flow.Literal("end"))).Path("M", "End");
    }

    private static JsonObject State(string name, JsonObject? entry = null, JsonObject? exit = null) => new() { ["name"] = name, ["entry"] = entry, ["exit"] = exit };

    private static JsonObject Way(string name, string from, string to, JsonObject? trigger, string? condition = null, JsonObject? action = null) => new()
    {
        ["name"] = name,
        ["from"] = from,
        ["to"] = to,
        ["trigger"] = trigger,
        ["condition"] = condition is null ? null : Flow.Js(condition, "Boolean"),
        ["action"] = action,
    };

    private static JsonObject Say(string id, string text) => new() { ["type"] = "Elsa.WriteLine", ["id"] = id, ["text"] = Flow.Literal(text) };

    private static JsonObject Step(string id) => new() { ["type"] = "Test.Step", ["id"] = id };
}
