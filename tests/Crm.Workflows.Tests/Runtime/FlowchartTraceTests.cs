using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class FlowchartTraceTests
{
    [Fact]
    public void T1_a_sequence_runs_in_order_and_finishes()
    {
        var run = Flow.New().Steps("A", "B").Path("A", "B").Run();
        Assert.Equal("A B", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Equal(["f Started", "A Started", "A Completed", "B Started", "B Completed", "f Completed"], run.Rows);
    }

    [Fact]
    public void T2_after_a_decision_the_implicit_merge_runs_once()
    {
        var run = Flow.New().Decision("D", "true").Steps("A", "B", "M")
            .Edge("D:True", "A").Edge("D:False", "B").Edge("A", "M").Edge("B", "M").Run();
        Assert.Equal("D A M", run.Order);
        Assert.Equal("B", run.Skipped);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    private static Flow ForkAndJoin(string mode) => Flow.New().Fork("F", "x", "y").Steps("A", "B").Join("J", mode).Steps("E")
        .Edge("F:x", "A").Edge("F:y", "B").Edge("A", "J").Edge("B", "J").Edge("J", "E");

    [Fact]
    public void T3_WaitAll_waits_for_both_branches()
    {
        var run = ForkAndJoin("WaitAll").Run();
        Assert.Equal("F A B J E", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    private static Flow DeadBranch(string mode) => Flow.New().Fork("F", "x", "y").Steps("A", "B").Decision("D", "false").Join("J", mode).Steps("E")
        .Edge("F:x", "A").Edge("F:y", "B").Edge("A", "D").Edge("D:True", "J").Edge("B", "J").Edge("J", "E");

    [Fact]
    public void T4_and_FC_09_WaitAll_skips_when_one_branch_was_dead()
    {
        var run = DeadBranch("WaitAll").Run();
        Assert.Equal("F A B D", run.Order);
        Assert.Equal("J E", run.Skipped);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void T4_and_FC_10_WaitAllActive_runs_when_one_branch_was_dead() => Assert.Equal("F A B D J E", DeadBranch("WaitAllActive").Run().Order);

    private static Flow FirstWins() => Flow.New().Fork("F", "x", "y").Delay("Delay", "7.00:00:00").Event("Event", "Signed").Join("J", "WaitAny").Steps("E")
        .Edge("F:x", "Delay").Edge("F:y", "Event").Edge("Delay", "J").Edge("Event", "J").Edge("J", "E");

    [Fact]
    public void T5_WaitAny_cancels_what_is_no_longer_needed()
    {
        var run = FirstWins().Run();
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
        Assert.Equal(2, run.State.Bookmarks.Count);

        run.Resume("Event");
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(["Event", "Delay"], run.Last.BurnedBookmarks.Select(b => b.ActivityId));
        Assert.Equal(
        [
            "f Started", "F Started", "F Completed", "Delay Started", "Delay Suspended", "Event Started", "Event Suspended",
            "Event Resumed", "Event Completed", "Delay Canceled", "J Started", "J Completed", "E Started", "E Completed", "f Completed",
        ], run.Rows);
    }

    [Fact]
    public void JR_01_the_journal_is_numbered_without_gaps_over_cycles()
    {
        var run = FirstWins().Run().Resume("Event");
        Assert.Equal(Enumerable.Range(0, run.Journal.Count).Select(i => (long)i), run.Journal.Select(e => e.Sequence));
        Assert.Equal(run.Journal.Count, run.State.ExecutionLogSequence);
        Assert.Equal("Workflow1", run.Journal[0].ActivityId);
        Assert.Equal("Workflow1", run.Journal[^1].ActivityId);
    }

    [Fact]
    public void T6_a_rework_loop_counts_as_the_format_says()
    {
        var run = Flow.New().Steps("S", "W", "R", "P", "X", "Z", "Last")
            .Edge("S", "W").Edge("W", "R").Edge("R:ok", "P").Edge("R:redo", "X").Edge("R:drop", "Z").Edge("X", "W").Edge("P", "Last")
            .Run(("R", "redo redo ok"), ("Last", "*"));
        Assert.Equal("S W R X W R X W R P Last", run.Order);
        Assert.Equal(3, run.ConnectionVisits("X:Done->W:In"));
        Assert.False(run.Followed("X:Done->W:In"));
        Assert.Equal((1, 1, 3, 3, 3, 3), (run.Visits("S"), run.Visits("W"), run.Visits("R"), run.Visits("X"), run.Visits("Z"), run.Visits("P")));
        Assert.Equal("P Last Z P Last Z X Z", run.Skipped);
    }

    [Fact]
    public void T8_MatchAny_leaves_by_every_case_that_holds()
    {
        static System.Text.Json.Nodes.JsonObject Case(string label, string condition) => new()
        {
            ["label"] = label,
            ["condition"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "JavaScript", ["value"] = condition },
        };
        var flow = (string mode) => Flow.New()
            .Node("S", "FlowSwitch", ("cases", new System.Text.Json.Nodes.JsonArray(Case("a", "true"), Case("b", "true"), Case("c", "false"))), ("mode", Flow.Literal(mode)))
            .Steps("A", "B", "C").Edge("S:a", "A").Edge("S:b", "B").Edge("S:c", "C");
        Assert.Equal(("S A B", "C"), (flow("MatchAny").Run().Order, flow("MatchAny").Run().Skipped));
        Assert.Equal(("S A", "B C"), (flow("MatchFirst").Run().Order, flow("MatchFirst").Run().Skipped));
    }

    [Fact]
    public void T9_End_cancels_a_running_sibling()
    {
        var run = Flow.New().Fork("F", "x", "y").Delay("D", "01:00:00").Node("End", "End").Edge("F:x", "D").Edge("F:y", "End").Run();
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.Last.NewBookmarks);
        Assert.Contains("D Canceled", run.Rows);
    }

    [Theory]
    [InlineData("ContinueWithIncidentsStrategy", WorkflowStatus.Suspended)]
    [InlineData("FaultStrategy", WorkflowStatus.Faulted)]
    public void T10_and_FC_13_a_fault_keeps_the_flowchart_open(string strategy, WorkflowStatus expected)
    {
        var run = Flow.New().Strategy(strategy).Fork("F", "x", "y").Node("Bad", "Fault", ("message", Flow.Literal("no"))).Steps("W")
            .Edge("F:x", "Bad").Edge("F:y", "W").Run();
        Assert.Equal("F Bad W", run.Order);
        Assert.Equal(expected, run.Status);
        Assert.Equal("no", Assert.Single(run.State.Incidents).Message);
        Assert.DoesNotContain("f Completed", run.Rows);
    }

    [Fact]
    public void IC_02_the_fault_strategy_removes_the_waits()
    {
        var run = Flow.New().Strategy("FaultStrategy").Fork("F", "x", "y").Event("Wait", "Go").Node("Bad", "Fault").Edge("F:x", "Wait").Edge("F:y", "Bad").Run();
        Assert.Equal(WorkflowStatus.Faulted, run.Status);
        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.Last.NewBookmarks);
    }

    [Fact]
    public void T12_an_empty_flowchart_finishes_without_a_child()
    {
        var run = Flow.New().Run();
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Equal(["f Started", "f Completed"], run.Rows);
    }
}
