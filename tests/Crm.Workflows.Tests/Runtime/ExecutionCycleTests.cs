using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class ExecutionCycleTests
{
    [Fact]
    public void IN_05_inputs_are_evaluated_once_before_the_node_runs()
    {
        var run = Flow.New().Variable("d", "TimeSpan", "01:00:00").Fork("F", "x", "y")
            .Node("D", "Delay", ("timeSpan", Flow.Js("getVariable('d')", "TimeSpan"))).Set("S", "d", Flow.Literal("05:00:00", "TimeSpan")).Steps("E")
            .Edge("F:x", "D").Edge("F:y", "S").Edge("D", "E").Run();
        var bookmark = Assert.Single(run.State.Bookmarks);
        Assert.Equal(Trace.Start.AddHours(1), bookmark.DueAt);
        var saved = run.State.ActivityExecutionContexts.Find(e => e.ScheduledActivityNodeId.EndsWith(":D", StringComparison.Ordinal))!;
        Assert.Equal("01:00:00", saved.ActivityState!["timeSpan"]!.ToString());
    }

    [Fact]
    public void D16_a_delay_of_zero_completes_in_the_same_cycle()
    {
        var run = Flow.New().Delay("D", "00:00:00").Steps("E").Edge("D", "E").Run();
        Assert.Equal(WorkflowStatus.Finished, run.Status);
        Assert.Empty(run.Last.NewBookmarks);
    }

    [Theory]
    [InlineData(false, "1")]
    [InlineData(true, "5")]
    public void VA_02_only_a_stored_variable_survives_a_wait(bool stored, string printed)
    {
        var run = Flow.New().Variable("n", "Int32", "1", stored).Set("S", "n", Flow.Literal(5, "Int32")).Event("W", "Go")
            .Node("P", "WriteLine", ("text", Flow.Expression("Variable", new JsonObject { ["id"] = "v-n" }, "String"))).Path("S", "W", "P").Run();
        run.Resume("W");
        Assert.Equal([printed], run.Lines);
    }

    [Fact]
    public void VA_03_a_value_above_the_limit_is_an_incident()
    {
        var run = Flow.New().Variable("n", "String", null, true).Set("S", "n", Flow.Literal(new string('x', 300_000))).Run();
        Assert.Equal("VA-03", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void SC_03_a_variable_out_of_scope_is_an_incident()
    {
        var run = Flow.New().Node("P", "WriteLine", ("text", Flow.Expression("Variable", new JsonObject { ["id"] = "nobody" }, "String"))).Run();
        Assert.Equal("EX-SCOPE", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void The_same_state_and_stimulus_give_the_same_result()
    {
        var first = Flow.New().Event("W", "Go").Node("T", "RunTask", ("taskName", Flow.Js("newGuid() + Math.random()", "String"))).Edge("W", "T").Run();
        var bookmark = first.State.Bookmarks[0];
        var before = first.State.ToJson();
        var once = ExecutionCycle.Resume(first.Graph, first.State, bookmark.Id, new Stimulus("Elsa.Event"), first.Scope());
        var twice = ExecutionCycle.Resume(first.Graph, InstanceState.Parse(before), bookmark.Id, new Stimulus("Elsa.Event"), first.Scope());
        Assert.Equal(once.Document, twice.Document);
        Assert.Equal(once.NewBookmarks[0].Hash, twice.NewBookmarks[0].Hash);
        Assert.Equal(before, first.State.ToJson());
    }

    [Fact]
    public void IN_DOC_03_a_document_is_written_as_it_was_read()
    {
        var run = Flow.New().Variable("n", "Int32", "1", true).Set("S", "n", Flow.Literal(7, "Int32")).Event("W", "Go").Edge("S", "W").Run();
        var foreign = JsonNode.Parse(run.Last.Document)!;
        foreign["x-extra"] = "kept";
        foreign["bookmarks"]![0]!["x-own"] = 1;
        var text = foreign.ToJsonString();
        Assert.Equal(text, InstanceState.Parse(text).ToJson());

        var resumed = ExecutionCycle.Resume(run.Graph, InstanceState.Parse(text), run.State.Bookmarks[0].Id, new Stimulus("Elsa.Event"), run.Scope());
        Assert.Equal("kept", JsonNode.Parse(resumed.Document)!["x-extra"]!.ToString());
    }

    [Fact]
    public void The_document_has_the_members_of_the_format()
    {
        var run = Flow.New().Event("W", "Go").Run();
        var document = JsonNode.Parse(run.Last.Document)!.AsObject();
        foreach (var member in (string[])["id", "definitionId", "definitionVersionId", "definitionVersion", "correlationId", "status", "subStatus", "isExecuting",
            "isSystem", "bookmarks", "incidents", "completionCallbacks", "activityExecutionContexts", "scheduledActivities", "executionLogSequence", "input", "output", "properties", "createdAt", "updatedAt"])
            Assert.True(document.ContainsKey(member), member);
        Assert.Equal(("Running", "Suspended", false), (document["status"]!.ToString(), document["subStatus"]!.ToString(), (bool)document["isExecuting"]!));
        var contexts = document["activityExecutionContexts"]!.AsArray();
        Assert.Equal(["Workflow1", "Workflow1:f", "Workflow1:f:W"], contexts.Select(c => c!["scheduledActivityNodeId"]!.ToString()));
        Assert.Equal("Running", contexts[2]!["status"]!.ToString());
        Assert.Empty(document["scheduledActivities"]!.AsArray());
    }

    [Fact]
    public void BM_06_a_bookmark_is_resumed_once()
    {
        var run = Flow.New().Event("A", "Go").Event("B", "On").Edge("A", "B").Run();
        var bookmark = run.State.Bookmarks[0].Id;
        run.Resume("A");
        Assert.Equal("WFI-003", Assert.Throws<DomainException>(() => ExecutionCycle.Resume(run.Graph, run.State, bookmark, new Stimulus("Elsa.Event"), run.Scope())).Code);
        run.Resume("B");
        Assert.Equal("WFI-004", Assert.Throws<DomainException>(() => ExecutionCycle.Resume(run.Graph, run.State, bookmark, new Stimulus("Elsa.Event"), run.Scope())).Code);
    }

    [Fact]
    public void Canceling_ends_every_open_step_children_first()
    {
        var run = Flow.New().Fork("F", "x", "y").Event("A", "Go").Delay("B", "01:00:00").Edge("F:x", "A").Edge("F:y", "B").Run();
        run.Take(ExecutionCycle.Cancel(run.Graph, run.State, run.Scope()));
        Assert.Equal(WorkflowStatus.Canceled, run.Status);
        Assert.Equal(["A Canceled", "B Canceled", "f Canceled"], run.Rows[^3..]);
        Assert.Equal(2, run.Last.BurnedBookmarks.Count);
        Assert.Equal("Cancelled", JsonNode.Parse(run.Last.Document)!["subStatus"]!.ToString());
    }

    [Fact]
    public void CC_04_an_endless_loop_is_rolled_back_with_an_incident()
    {
        var run = Flow.New().Event("W", "Go").Steps("A", "B").Edge("W", "A").Edge("A", "B").Edge("B", "A").Run();
        var before = run.State.Bookmarks[0].Id;
        run.Resume("W");
        Assert.True(run.Last.IsRolledBack);
        Assert.Equal("CYCLE-LIMIT", Assert.Single(run.Last.NewIncidents).Code);
        Assert.Equal(before, Assert.Single(run.State.Bookmarks).Id);
        Assert.Empty(run.Last.BurnedBookmarks);
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
    }

    [Fact]
    public void D_03_a_refused_rule_leaves_the_cycle_of_a_person_and_is_an_incident_elsewhere()
    {
        var definition = Flow.New().Custom("crm:dealType", "sale").Node("R", "Test.Refuse").Definition();
        Assert.Equal("WFI-002", Assert.Throws<DomainException>(() =>
            new Trace(definition, [], scope: s => s with { PersonCommand = true }, more: [new Refuse()])).Code);
        var run = new Trace(definition, [], more: [new Refuse()]);
        Assert.Equal("WFI-002", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void IC_04_nothing_of_a_failed_node_survives()
    {
        var definition = Flow.New().Custom("crm:dealType", "sale").Variable("n", "Int32", "1", true).Node("H", "Test.HalfDone").Definition();
        var run = new Trace(definition, [], more: [new HalfDone()]);
        Assert.Equal(WorkflowStatus.Suspended, run.Status);
        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.Last.Effects);
        Assert.Null(run.State.ActivityExecutionContexts[0].Properties?["Variables"]);
        Assert.DoesNotContain("Message", run.Journal.Select(e => e.EventName));
    }

    [Fact]
    public void IC_04_a_node_that_had_the_deal_in_hand_is_recorded_as_faulted_in_a_replay()
    {
        var definition = Flow.New().Custom("crm:dealType", "sale").Steps("A").Node("H", "Test.HalfDone").Edge("A", "H").Definition();
        var replay = Assert.Throws<ReplayNeededException>(() => new Trace(definition, [], scope: s => s with { Work = Deal.Work() }, more: [new HalfDone()]));
        var run = new Trace(definition, [], scope: s => s with { Work = Deal.Work(), KnownFaults = [replay.Fault] }, more: [new HalfDone()]);
        Assert.Equal("A H", run.Order);
        Assert.Equal("half done", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public void Effects_have_keys_of_instance_place_and_kind()
    {
        var run = Flow.New().Node("P", "PublishEvent", ("eventName", Flow.Literal("Go"))).Node("Q", "PublishEvent", ("eventName", Flow.Literal("Go"))).Edge("P", "Q").Run();
        Assert.Equal(2, run.Last.Effects.Select(e => e.IdempotencyKey).Distinct().Count());
        Assert.All(run.Last.Effects, e => Assert.StartsWith($"{run.State.InstanceId:N}:", e.IdempotencyKey));
    }

    private static class Deal
    {
        public static DealWork Work() => (DealWork)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(DealWork));
    }

    private sealed class Refuse : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new("Test.Refuse");
        public override ActivityResult Execute(ActivityContext context) => throw new DomainException("WFI-002", "no contract");
    }

    private sealed class HalfDone : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new("Test.HalfDone") { Waits = true };

        public override ActivityResult Execute(ActivityContext context)
        {
            _ = context.Work;
            if (context.Definition.Variables.Count > 0) context.SetVariable("v-n", 9);
            context.CreateBookmark("Test", []);
            context.Journal("never seen");
            context.Raise("mail", []);
            throw new InvalidDataException("half done");
        }
    }
}
