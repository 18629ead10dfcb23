using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>Rules of the format by their numbers, as far as no trace proves them.</summary>
public sealed class FormatRuleTests
{
    [Fact]
    public void FC_04_what_leaves_a_dangling_step_is_no_way_in_and_completing_one_is_an_incident()
    {
        var flow = Flow.New().Node("S", "Start").Steps("A", "B", "C").Edge("S", "A").Edge("A", "B").Edge("C", "B");

        Assert.Equal("S A B", flow.Run().Order);
        var chart = WorkflowGraph.Build(flow.Definition(), new ActivityDescriptors([new ActivityDescriptor("Elsa.Flowchart")])).Root!.Flowchart!;
        Assert.Equal(["A"], chart.Paths(0).Inbound(chart.PositionOf("B")).Select(c => chart.Children[c.Source].Id));
        Assert.True(chart.Paths(0).IsDangling(chart.PositionOf("C")));
    }

    [Fact]
    public void FC_05_what_is_scheduled_goes_to_the_end_and_targets_in_the_order_of_their_connections() =>
        Assert.Equal("F B A B2 A2", Flow.New().Fork("F", "x", "y").Steps("A", "B", "A2", "B2").Edge("F:y", "B").Edge("F:x", "A").Edge("A", "A2").Edge("B", "B2").Run().Order);

    [Fact]
    public void FC_06_all_outcomes_of_a_step_count_and_Done_when_it_names_none()
    {
        var run = Flow.New().Steps("S", "A", "B", "C").Edge("S:a", "A").Edge("S:b", "B").Edge("S", "C").Run(("S", "a+b"));

        Assert.Equal(("S A B", "C"), (run.Order, run.Skipped));
        Assert.Equal("S C", Flow.New().Steps("S", "A", "C").Edge("S:a", "A").Edge("S", "C").Run().Order);
    }

    [Fact]
    public void FC_07_a_way_back_schedules_its_target_whatever_join_that_is_and_only_when_it_is_followed()
    {
        var run = Flow.New().Fork("F", "x", "y").Steps("A", "B", "R").Join("J", "WaitAll").Edge("F:x", "A").Edge("F:y", "B").Edge("A", "J").Edge("B", "J").Edge("J", "R")
            .Edge("R:redo", "J").Run(("R", "redo ok"));

        Assert.Equal("F A B J R J R", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Theory]
    [InlineData("WaitAny", "F E A J", WorkflowStatus.Finished)]
    [InlineData("WaitAll", "F E A", WorkflowStatus.Suspended)]
    public void FC_08_the_mode_of_a_join_is_evaluated(string mode, string order, WorkflowStatus status)
    {
        var run = Flow.New().Variable("mode", "String", mode).Fork("F", "x", "y").Steps("A").Event("E", "Go").Node("J", "FlowJoin", ("mode", Flow.Js("getVariable('mode')", "String")))
            .Edge("F:y", "E").Edge("F:x", "A").Edge("A", "J").Edge("E", "J").Run();

        Assert.Equal((order, status), (run.Order, run.Status));
    }

    [Fact]
    public void FC_13_a_flowchart_is_done_when_nothing_below_it_works_any_more()
    {
        var inner = Flow.New().Event("E", "Go").Chart("inner");
        var run = Flow.New().Inner(inner).Steps("A").Edge("inner", "A").Run();
        Assert.DoesNotContain("f Completed", run.Rows);

        run.Resume("E");

        Assert.Equal(["E Completed", "inner Completed", "A Started", "A Completed", "f Completed"], run.Rows.Where(row => !row.StartsWith("E Re", StringComparison.Ordinal)).TakeLast(5));
    }

    [Fact]
    public void FC_14_and_D12_what_is_skipped_has_a_row_and_no_run_and_all_behind_it_is_skipped_too()
    {
        var run = Flow.New().Decision("D", "false").Steps("A", "B", "C", "Z").Edge("D:True", "A").Edge("A", "B").Edge("B", "C").Edge("D:False", "Z").Run();

        Assert.Equal(("D Z", "A B C"), (run.Order, run.Skipped));
        Assert.DoesNotContain(run.Rows, row => row is "A Started" or "A Completed");
    }

    [Fact]
    public void FC_16_a_run_is_finished_when_all_its_steps_are_and_waits_otherwise()
    {
        var run = Flow.New().Event("E", "Go").Steps("A").Edge("E", "A").Run();
        Assert.Equal((WorkflowStatus.Suspended, 0), (run.Status, run.State.ScheduledActivities.Count));

        run.Resume("E");

        Assert.Equal((WorkflowStatus.Finished, 0), (run.Status, run.State.ActivityExecutionContexts.Count));
    }

    [Theory]
    [InlineData("3.8.2.0", "3.8.2.0")]
    [InlineData("next", null)]
    [InlineData(null, null)]
    public void A_tool_version_that_other_editors_cannot_read_is_not_written(string? given, string? written) =>
        Assert.Equal(written, (string?)DefinitionJson.Normalized(Flow.New().Steps("A").Definition().With(json => json["toolVersion"] = given)).ToJson()["toolVersion"]);

    [Fact]
    public void A_sensitive_input_is_not_in_the_document_and_is_asked_for_again_at_a_retry()
    {
        var run = Flow.New().Variable("key", "String", "5ecret").Node("H", "FlowSendHttpRequest", ("url", Flow.Literal("https://example.com")),
            ("authorization", Flow.Js("'Bearer ' + getVariable('key')", "String"))).Run();

        Assert.Equal("***", (string?)run.State.ActivityExecutionContexts.Single(e => e.ScheduledActivityNodeId.EndsWith(":H", StringComparison.Ordinal)).ActivityState!["authorization"]);
        Assert.Equal("Bearer 5ecret", HttpCall.Read(Assert.Single(run.Last.Effects).PayloadJson).Authorization);
    }
}
