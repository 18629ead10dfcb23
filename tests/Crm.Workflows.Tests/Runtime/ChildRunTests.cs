using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>Runs below a run: <c>Elsa.ExecuteWorkflow</c> in the same cycle, <c>Elsa.DispatchWorkflow</c> after it.</summary>
public sealed class ChildRunTests
{
    private static readonly ActivityRegistry Registry = new([.. FlowActivities.All, new TestStep([])]);

    private readonly Dictionary<string, WorkflowGraph> published = [];

    [Fact]
    public void A_child_runs_in_the_cycle_of_its_parent_and_gives_its_output()
    {
        Publish("double", Flow.New().Node("o", "SetOutput", ("outputName", Flow.Literal("twice")), ("outputValue", Flow.Js("getInput('n') * 2"))), ("n", "Int32"));

        var parent = Run(Calling("double", new JsonObject { ["N"] = "21", ["other"] = "kept" }).Path("x", "say"));

        Assert.Equal((WorkflowStatus.Finished, "Finished Finished 42"), (parent.Status, Assert.Single(parent.Lines)));
        var child = Assert.Single(parent.Last.Children).State;
        Assert.Equal((WorkflowStatus.Finished, parent.State.Id, "deal-1"), (child.Status, child.ParentWorkflowInstanceId, child.CorrelationId));
        Assert.Equal(parent.State.Id, (string?)child.Properties["ParentInstanceId"]);
        Assert.True(JsonNode.DeepEquals(new JsonObject { ["n"] = 21, ["other"] = "kept", ["ParentInstanceId"] = parent.State.Id }, child.Input));
        Assert.Empty(parent.Last.Children[0].Effects);
    }

    [Fact]
    public void A_waiting_child_keeps_its_parent_waiting_until_its_end_is_told()
    {
        Publish("asking", Flow.New().Event("e", "Answer").Node("o", "SetOutput", ("outputName", Flow.Literal("twice")), ("outputValue", Flow.Literal("yes"))).Path("e", "o"));
        var parent = Run(Calling("asking", wait: true).Path("x", "say"));
        var child = Assert.Single(parent.Last.Children);
        Assert.Equal((WorkflowStatus.Suspended, WorkflowStatus.Suspended), (parent.Status, child.Status));
        Assert.Equal(BookmarkHash.Compute("Elsa.ExecuteWorkflow", new JsonObject { ["ChildInstanceId"] = child.State.Id }), Assert.Single(parent.State.Bookmarks).Hash);

        var ended = ExecutionCycle.Resume(published["asking"], child.State, child.State.Bookmarks[0].Id, new Stimulus("Elsa.Event"), Scope());
        var effect = Assert.Single(ended.Effects);
        Assert.Equal(ChildRun.Ended, effect.Kind);
        parent.Resume("x", ChildResult.Read(effect.PayloadJson).ToJson());

        Assert.Equal((WorkflowStatus.Finished, "Finished Finished yes"), (parent.Status, Assert.Single(parent.Lines)));
    }

    [Fact]
    public void A_parent_that_does_not_wait_goes_on_beside_its_child_and_is_told_nothing()
    {
        Publish("asking", Flow.New().Event("e", "Answer"));
        var parent = Run(Calling("asking").Path("x", "say"));
        var child = Assert.Single(parent.Last.Children).State;
        Assert.Equal((WorkflowStatus.Finished, "Running Suspended "), (parent.Status, Assert.Single(parent.Lines)));

        Assert.Empty(ExecutionCycle.Resume(published["asking"], child, child.Bookmarks[0].Id, new Stimulus("Elsa.Event"), Scope()).Effects);
    }

    [Fact]
    public void A_child_that_faults_is_over_for_its_parent()
    {
        Publish("failing", Flow.New().Node("f", "Fault", ("message", Flow.Literal("No"))));

        var parent = Run(Calling("failing", wait: true).Path("x", "say"));

        Assert.Equal((WorkflowStatus.Finished, "Finished Faulted "), (parent.Status, Assert.Single(parent.Lines)));
        Assert.Empty(parent.State.Incidents);
        Assert.Equal("f", Assert.Single(parent.Last.Children[0].NewIncidents).ActivityId);
    }

    [Fact]
    public void A_child_that_faults_later_tells_its_waiting_parent_so()
    {
        Publish("failing", Flow.New().Event("e", "Answer").Node("f", "Fault").Path("e", "f"));
        var child = Run(Calling("failing", wait: true)).Last.Children[0].State;

        var ended = ExecutionCycle.Resume(published["failing"], child, child.Bookmarks[0].Id, new Stimulus("Elsa.Event"), Scope());

        Assert.Equal("Faulted", ChildResult.Read(Assert.Single(ended.Effects).PayloadJson).SubStatus);
    }

    [Fact]
    public void Canceling_a_parent_cancels_the_children_it_waits_for()
    {
        Publish("asking", Flow.New().Event("e", "Answer"));
        var parent = Run(Flow.New().Fork("s", "a", "b", "c").Inner(Call("w", "asking", wait: true)).Inner(Call("n", "asking")).Event("e", "Never")
            .Edge("s:a", "w").Edge("s:b", "n").Edge("s:c", "e"));
        var (awaited, other) = (parent.Last.Children[0], parent.Last.Children[1]);

        var canceled = ExecutionCycle.Cancel(parent.Graph, parent.State, Scope());

        Assert.Equal(awaited.State.InstanceId, Assert.Single(canceled.CanceledChildren));
        Assert.NotEqual(awaited.State.Id, other.State.Id);
        Assert.Empty(ExecutionCycle.Cancel(published["asking"], awaited.State, Scope(), byParent: true).Effects);
    }

    [Fact]
    public void A_join_that_no_longer_needs_a_branch_cancels_the_child_that_the_branch_waits_for()
    {
        Publish("asking", Flow.New().Event("e", "Answer"));
        var parent = Run(Flow.New().Fork("s", "a", "b").Inner(Call("w", "asking", wait: true)).Event("e", "Enough").Join("j", "WaitAny")
            .Edge("s:a", "w").Edge("s:b", "e").Edge("w", "j").Edge("e", "j"));
        var child = parent.Last.Children[0].State.InstanceId;

        parent.Resume("e");

        Assert.Equal(child, Assert.Single(parent.Last.CanceledChildren));
    }

    [Theory]
    [InlineData("lost", null, "WF-CHILD")]
    [InlineData("test", null, "WF-CYCLE")]
    [InlineData("counting", """{ "n": "many" }""", "WF-INPUT")]
    [InlineData("counting", "[1]", "WF-INPUT")]
    public void What_cannot_be_started_is_an_incident_and_leaves_no_run(string definition, string? input, string code)
    {
        Publish("counting", Flow.New().Steps("a"), ("n", "Int32"));
        Publish("test", Flow.New().Steps("a"));
        foreach (var type in (string[])["ExecuteWorkflow", "DispatchWorkflow"])
        {
            var parent = Run(Flow.New().Inner(Call("x", definition, input is null ? null : JsonNode.Parse(input), type: type)));

            Assert.Equal(code, Assert.Single(parent.State.Incidents).Code);
            Assert.Empty(parent.Last.Children);
            Assert.Empty(parent.Last.Effects);
        }
    }

    [Fact]
    public void Definitions_that_call_each_other_are_stopped_at_the_first_that_would_run_below_itself()
    {
        Publish("a", Flow.New().Inner(Call("x", "b")));
        Publish("b", Flow.New().Inner(Call("x", "a")));

        var parent = Run(Flow.New().Inner(Call("x", "a")));

        Assert.Equal("WF-CYCLE", Assert.Single(parent.Last.Children[0].Children[0].NewIncidents).Code);
    }

    [Fact]
    public void Ten_runs_stand_below_the_first_and_no_more()
    {
        for (var i = 1; i <= 11; i++) Publish($"d{i}", i == 11 ? Flow.New().Steps("a") : Flow.New().Inner(Call("x", $"d{i + 1}")));

        var deepest = Run(Flow.New().Inner(Call("x", "d1"))).Last;
        var depth = 0;
        for (; deepest.Children.Count > 0; depth++) deepest = deepest.Children[0];

        Assert.Equal((10, "WF-DEPTH"), (depth, Assert.Single(deepest.NewIncidents).Code));
    }

    [Fact]
    public void CC_04_the_steps_of_children_count_in_the_cycle_that_starts_them()
    {
        var items = Flow.Expression("Object", new JsonArray([.. Enumerable.Range(0, 300).Select(i => (JsonNode)i)]), "Object[]");
        Publish("long", Flow.New().Node("l", "ForEach", ("items", items), ("body", new JsonObject { ["type"] = "Test.Step", ["id"] = "b" })));

        var parent = Run(Flow.New().Inner(Call("x", "long")).Inner(Call("y", "long")).Path("x", "y"));

        Assert.Equal("CYCLE-LIMIT", Assert.Single(parent.Last.NewIncidents).Code);
        Assert.Empty(parent.Last.Children);
    }

    [Fact]
    public void IC_04_a_step_that_fails_after_its_child_ran_leaves_no_child()
    {
        Publish("quick", Flow.New().Steps("a"));

        var parent = Run(Flow.New().Variable("result", "Int32", null).Inner(Call("x", "quick")));

        Assert.Equal("EX-CONVERT", Assert.Single(parent.State.Incidents).Code);
        Assert.Empty(parent.Last.Children);
    }

    [Fact]
    public void A_dispatched_child_is_an_effect_and_starts_from_it_later()
    {
        Publish("asking", Flow.New().Event("e", "Answer"), ("n", "Int32"));
        var parent = Run(Flow.New().Variable("result", "Object", null, stored: true).Inner(Call("x", "asking", new JsonObject { ["n"] = "7" }, wait: true, type: "DispatchWorkflow")));
        var effect = Assert.Single(parent.Last.Effects);
        var child = ChildRun.Read(effect.PayloadJson);
        Assert.Equal((ChildRun.Dispatched, true, WorkflowStatus.Suspended), (effect.Kind, child.IsAwaited, parent.Status));
        Assert.Equal(BookmarkHash.Compute("Elsa.DispatchWorkflow", new JsonObject { ["ChildInstanceId"] = child.Id.ToString() }), Assert.Single(parent.State.Bookmarks).Hash);
        Assert.Empty(parent.Last.Children);

        var started = ExecutionCycle.Start(published["asking"], child, Scope());

        Assert.Equal((child.Id, parent.State.Id, 7), (started.State.InstanceId, started.State.ParentWorkflowInstanceId, (int?)started.State.Input["n"]));
        Assert.Equal(WorkflowStatus.Finished, Run(Flow.New().Inner(Call("x", "asking", type: "DispatchWorkflow"))).Status);
    }

    [Fact]
    public void CO_01_a_child_of_a_deals_run_keeps_the_deals_correlation()
    {
        Publish("quick", Flow.New().Steps("a"));
        var call = Call("x", "quick");
        call["correlationId"] = Flow.Literal("mine");

        var free = Run(Flow.New().Inner((JsonObject)call.DeepClone()));
        var bound = Run(Flow.New().Inner(call), scope => scope with { DealView = [] });

        Assert.Equal("mine", free.Last.Children[0].State.CorrelationId);
        Assert.Equal("CO-01", Assert.Single(bound.State.Incidents).Code);
    }

    private static JsonObject Call(string id, string definition, JsonNode? input = null, bool wait = false, string type = "ExecuteWorkflow")
    {
        var node = new JsonObject
        {
            ["type"] = "Elsa." + type,
            ["id"] = id,
            ["workflowDefinitionId"] = Flow.Literal(definition),
            ["waitForCompletion"] = Flow.Literal(wait, "Boolean"),
            ["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-result" } },
        };
        if (input is not null) node["input"] = Flow.Expression("Object", input, "Object");
        return node;
    }

    private static Flow Calling(string definition, JsonNode? input = null, bool wait = false) => Flow.New().Inner(Call("x", definition, input, wait))
        .Node("say", "WriteLine", ("text", Flow.Js("variables.result.status + ' ' + variables.result.subStatus + ' ' + (variables.result.output.twice ?? '')", "String")));

    private void Publish(string definitionId, Flow flow, params (string Name, string Type)[] inputs) =>
        published[definitionId] = WorkflowGraph.Build(WithResult(flow).Definition().With(json =>
        {
            json["definitionId"] = definitionId;
            json["id"] = definitionId + "-1";
            json["inputs"] = new JsonArray([.. inputs.Select(i => (JsonNode)new JsonObject { ["name"] = i.Name, ["type"] = i.Type })]);
        }), Registry.Descriptors);

    private Trace Run(Flow parent, Func<CycleScope, CycleScope>? scope = null) =>
        new(WithResult(parent).Definition(), [], scope: s => (scope ?? (same => same))(s with { Library = published.GetValueOrDefault }));

    // A variable for the result, unless the flow has one of its own.
    private static Flow WithResult(Flow flow) => flow.Definition().Variables.Count > 0 ? flow : flow.Variable("result", "Object", null);

    private static CycleScope Scope() => new() { Now = Trace.Start, Registry = Registry, Expressions = new() };
}
