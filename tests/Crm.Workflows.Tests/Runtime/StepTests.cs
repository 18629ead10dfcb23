using System.Text.Json.Nodes;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class StepTests
{
    [Fact]
    public void Correlate_names_the_instance_anew()
    {
        var run = Flow.New().Node("C", "Correlate", ("correlationId", Flow.Literal("order-7"))).Event("W", "Go").Edge("C", "W").Run();

        Assert.Equal("order-7", run.State.CorrelationId);
        Assert.Equal("order-7", Assert.Single(run.State.Bookmarks).CorrelationId);
    }

    [Fact]
    public void SetOutput_gives_an_output_of_the_instance()
    {
        var run = Flow.New().Node("O", "SetOutput", ("outputName", Flow.Literal("total")), ("outputValue", Flow.Js("3 * 14", "Object"))).Run();

        Assert.Equal("42", run.State.Output["total"]!.ToString());
    }

    [Fact]
    public void FlowNode_runs_its_body_before_it_leaves()
    {
        var body = new JsonObject { ["type"] = "Test.Step", ["id"] = "B", ["version"] = 1 };

        var run = Flow.New().Node("N", "FlowNode", ("body", body)).Steps("E").Edge("N", "E").Run();

        Assert.Equal("B E", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Theory]
    [InlineData(-1, "", "Finished")]
    [InlineData(1, "S", "Suspended")]
    public void StartAt_inside_a_flow_waits_only_for_a_time_to_come(int hours, string waits, string status)
    {
        var at = Trace.Start.AddHours(hours).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        var run = Flow.New().Node("S", "StartAt", ("dateTime", Flow.Literal(at, "DateTimeOffset"))).Run();

        Assert.Equal((waits, status), (string.Concat(run.State.Bookmarks.Select(b => b.ActivityId)), run.Status.ToString()));
    }

    [Fact]
    public void Timer_inside_a_flow_waits_one_interval()
    {
        var run = Flow.New().Node("T", "Timer", ("interval", Flow.Literal("02:00:00", "TimeSpan"))).Steps("E").Edge("T", "E").Run();

        Assert.Equal(Trace.Start.AddHours(2), Assert.Single(run.State.Bookmarks).DueAt);
        Assert.Equal("E", run.Resume("T").Order.Split(' ')[^1]);
    }

    [Fact]
    public void RunJavaScript_leaves_by_the_outcome_its_script_names()
    {
        var run = Flow.New().Node("J", "RunJavaScript", ("script", Flow.Js("setOutcome('Big'); return 7;"))).Steps("A", "B").Edge("J:Big", "B").Edge("J:Small", "A").Run();

        Assert.Equal("J B", run.Order);
    }
}
