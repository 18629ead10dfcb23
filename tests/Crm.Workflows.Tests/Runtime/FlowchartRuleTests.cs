using System.Text.Json.Nodes;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class FlowchartRuleTests
{
    private static JsonObject Starts => new() { ["canStartWorkflow"] = true };

    [Fact]
    public void FC_01b_the_first_Start_in_document_order_is_the_root() =>
        Assert.Equal("S B", Flow.New().Steps("A").Node("S", "Start").Steps("B").Edge("S", "B").Run().Order);

    [Fact]
    public void FC_01c_without_a_Start_the_first_child_that_can_start_is_the_root() =>
        Assert.Equal("B", Flow.New().Steps("A").Node("B", "Test.Step", ("customProperties", Starts)).Run().Order);

    [Fact]
    public void FC_01d_then_the_first_child_without_inbound_connections() =>
        Assert.Equal("B A", Flow.New().Steps("A", "B").Edge("B", "A").Run().Order);

    [Fact]
    public void FC_01e_then_the_first_child() =>
        Assert.Equal("A B", Flow.New().Steps("A", "B").Edge("A", "B").Edge("B:again", "A").Run().Order);

    [Fact]
    public void FC_01a_the_trigger_that_fired_is_the_root_and_completes_at_once()
    {
        var definition = Flow.New().Node("S", "Start").Event("T1", "LeadCreated").Event("T2", "CallMissed").Steps("A", "B")
            .Variable("payload", "Object", null, stored: true).Edge("S", "A").Edge("T2", "B").Definition();
        ((JsonObject)definition.Root!.Children[2].Json)["result"] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "v-payload" } };
        var run = new Trace(definition, [("B", "*")], trigger: ("Workflow1:f:T2", new Stimulus("Elsa.Event") { Input = new JsonObject { ["phone"] = "1" } }));
        Assert.Equal("T2 B", run.Order);
        Assert.Equal("T2", run.State.ActivityExecutionContexts.Find(e => e.ScheduledActivityNodeId == "Workflow1:f")!.Properties!["crm:root"]!.ToString());
        Assert.Equal("1", run.State.ActivityExecutionContexts[0].Properties!["Variables"]!["v-payload"]!["phone"]!.ToString());
    }

    [Fact]
    public void FC_01_the_root_is_remembered_over_a_wait()
    {
        var definition = Flow.New().Steps("A").Event("T", "Go").Steps("B", "C").Edge("T", "B").Edge("B", "C").Definition();
        var run = new Trace(definition, [("B", "*")], trigger: ("Workflow1:f:T", new Stimulus("Elsa.Event")));
        run.Resume("B");
        Assert.Equal("T B C", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void FC_02_to_04_a_dangling_node_is_not_waited_for()
    {
        var run = Flow.New().Steps("S", "A", "B", "C").Edge("S", "A").Edge("A", "B").Edge("B:back", "A").Edge("C", "B").Run(("B", "back Done"));
        Assert.Equal("S A B A B", run.Order);
        var paths = run.Graph.Root!.Flowchart!.Paths(0);
        Assert.Equal([true, true, false, false], run.Graph.Root.Flowchart.Connections.Select(paths.IsForward));
        Assert.True(paths.IsValidBackward(run.Graph.Root.Flowchart.Connections[2]));
        Assert.True(paths.IsDangling(3));
    }

    [Fact]
    public void FC_03_an_invalid_way_back_is_an_incident_when_it_is_followed()
    {
        var run = Flow.New().Custom("crm:dealType", "sale").Steps("S", "A", "B").Edge("S", "A").Edge("S", "B").Edge("A", "B").Edge("B", "A").Run();
        Assert.Equal("FC-03", Assert.Single(run.State.Incidents).Code);
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
    }

    [Fact]
    public void FC_02_a_pair_of_nodes_is_accepted_with_all_its_ports()
    {
        var run = Flow.New().Decision("D", "true").Steps("A").Edge("D:True", "A").Edge("D:False", "A").Run();
        Assert.Equal("D A", run.Order);
    }

    [Fact]
    public void FC_11_a_join_runs_once_for_the_first_branch_and_ignores_the_later_one()
    {
        var run = Flow.New().Fork("F", "x", "y").Steps("A", "B").Join("J", "WaitAny").Steps("E")
            .Edge("F:x", "A").Edge("F:y", "B").Edge("A", "J").Edge("B", "J").Edge("J", "E").Run();
        Assert.Equal("F A B J E", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void FC_11_a_deeper_ancestor_is_canceled_too()
    {
        var run = Flow.New().Fork("F", "x", "y").Steps("A", "A2", "B").Join("J", "WaitAny").Steps("E")
            .Edge("F:x", "A").Edge("A", "A2").Edge("A2", "J").Edge("F:y", "B").Edge("B", "J").Edge("J", "E").Run(("A", "*"), ("E", "*"));
        Assert.Contains("A Canceled", run.Rows);
        Assert.Equal("A2", run.Skipped);
        Assert.Equal(["E"], run.State.Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public void FC_12_End_of_an_inner_flowchart_completes_only_that_one()
    {
        var inner = Flow.New().Fork("F", "x", "y").Delay("D", "01:00:00").Node("End", "End").Edge("F:x", "D").Edge("F:y", "End").Chart("in");
        var run = Flow.New().Steps("A").Inner(inner).Steps("B").Path("A", "in", "B").Run();
        Assert.Equal("A F D End B", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void FC_12_Complete_gives_its_outcomes_to_the_container()
    {
        var inner = Flow.New().Node("C", "Complete", ("outcomes", Flow.Literal("Lost"))).Chart("in");
        var run = Flow.New().Inner(inner).Steps("Won", "Lost").Edge("in:Won", "Won").Edge("in:Lost", "Lost").Run();
        Assert.Equal("C Lost", run.Order);
    }

    [Fact]
    public void Finish_ends_the_instance_from_inside()
    {
        var inner = Flow.New().Node("Stop", "Finish").Chart("in");
        var run = Flow.New().Fork("F", "x", "y").Event("Wait", "Go").Inner(inner).Steps("Never").Edge("F:x", "Wait").Edge("F:y", "in").Edge("in", "Never").Run();
        Assert.Equal("F Wait Stop", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.State.ActivityExecutionContexts);
    }

    [Fact]
    public void IC_07_and_FC_15_a_dismissed_fault_lets_the_join_go_on()
    {
        var run = Flow.New().Custom("crm:dealType", "sale").Fork("F", "x", "y").Steps("A", "B").Join("J", "WaitAllActive").Steps("E")
            .Edge("F:x", "A").Edge("F:y", "B").Edge("A", "J").Edge("B", "J").Edge("J", "E").Run(("A", "!"));
        Assert.Equal("F A B", run.Order);
        run.Take(ExecutionCycle.Dismiss(run.Graph, run.State, run.State.Incidents[0].ActivityInstanceId, run.Scope()));
        Assert.Equal("F A B J E", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Equal("Dismiss", run.State.Incidents[0].Resolution);
    }

    [Fact]
    public void IC_05_a_retried_node_runs_again_and_the_flow_goes_on()
    {
        var run = Flow.New().Custom("crm:dealType", "sale").Steps("A", "B").Edge("A", "B").Run(("A", "! Done"));
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
        run.Take(ExecutionCycle.Retry(run.Graph, run.State, run.State.Incidents[0].ActivityInstanceId, run.Scope()));
        Assert.Equal("A B", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Contains("A Retried", run.Rows);
    }

    [Fact]
    public void A_sequence_runs_its_children_and_stops_at_a_terminal_one()
    {
        var root = new JsonObject
        {
            ["type"] = "Elsa.Sequence",
            ["id"] = "s",
            ["activities"] = new JsonArray(Step("A"), Step("B"), new JsonObject { ["type"] = "Elsa.End", ["id"] = "End" }, Step("C")),
        };
        var run = new Trace(Flow.New().Definition(root), [("A", "*")]);
        Assert.Equal("A", run.Order);
        run.Resume("A");
        Assert.Equal("A B End", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void SC_02_every_iteration_sees_its_own_value_over_a_wait()
    {
        var body = new JsonObject
        {
            ["type"] = "Elsa.Sequence",
            ["id"] = "body",
            ["activities"] = new JsonArray(Step("W"), new JsonObject { ["type"] = "Elsa.WriteLine", ["id"] = "Say", ["text"] = Flow.Js("getVariable('CurrentIndex') + ':' + getVariable('CurrentValue')", "String") }),
        };
        var run = Flow.New().Node("Each", "ForEach", ("items", Flow.Literal(new JsonArray("a", "b"), "Object[]")), ("body", body)).Run(("W", "* *"));
        run.Resume("W").Resume("W");
        Assert.Equal(["0:a", "1:b"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void ParallelForEach_completes_when_all_iterations_have_completed()
    {
        var run = Flow.New().Node("Each", "ParallelForEach", ("items", Flow.Literal(new JsonArray("a", "b"), "Object[]")), ("body", Step("W"))).Run(("W", "* *"));
        Assert.Equal(2, run.State.Bookmarks.Count);
        run.Resume("W");
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
        run.Resume("W");
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    private static JsonObject Step(string id) => new() { ["type"] = "Test.Step", ["id"] = id };
}
