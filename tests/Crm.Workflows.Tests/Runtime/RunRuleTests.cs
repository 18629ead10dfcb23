using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>Rules of waits, variables, faults, the document and the journal that need no flowchart of their own.</summary>
public sealed class RunRuleTests
{
    private const string Fault = "FaultStrategy", Continue = "ContinueWithIncidentsStrategy";

    [Fact]
    public void BM_01_a_step_that_waits_has_a_bookmark_and_is_not_done()
    {
        var run = Flow.New().Event("E", "Go").Steps("After").Edge("E", "After").Run();

        Assert.Equal(["f Started", "E Started", "E Suspended"], run.Rows);
        Assert.Equal(("E", WorkflowStatus.Suspended), (Assert.Single(run.Last.NewBookmarks).ActivityId, run.Status));
    }

    [Theory]
    [InlineData("Delay", "timeSpan", "1.00:00:00", "TimeSpan", "Elsa.Delay", "ResumeAt")]
    [InlineData("Timer", "interval", "1.00:00:00", "TimeSpan", "Elsa.Timer", "ResumeAt")]
    [InlineData("StartAt", "dateTime", "2027-01-09T09:00:00Z", "DateTimeOffset", "Elsa.StartAt", "ExecuteAt")]
    [InlineData("Cron", "cronExpression", "0 0 9 * * *", "String", "Elsa.Cron", "ExecuteAt CronExpression")]
    [InlineData("Event", "eventName", "Go", "String", "Elsa.Event", "EventName")]
    [InlineData("RunTask", "taskName", "Look", "String", "Elsa.RunTask", "TaskId TaskName")]
    public void BM_08_stimuli_have_the_names_and_members_of_the_format(string type, string input, string value, string valueType, string name, string members)
    {
        var bookmark = Assert.Single(Flow.New().Node("W", type, (input, Flow.Literal(value, valueType))).Run().State.Bookmarks);

        Assert.Equal((name, members), (bookmark.Name, string.Join(' ', JsonNode.Parse(bookmark.Payload)!.AsObject().Select(m => m.Key))));
    }

    [Fact]
    public void CO_02_another_correlation_id_is_that_of_the_waits_too()
    {
        var run = Flow.New().Fork("F", "x", "y").Event("E", "Go").Node("C", "Correlate", ("correlationId", Flow.Literal("order-7"))).Edge("F:x", "E").Edge("F:y", "C").Run();

        Assert.Equal(("order-7", "order-7"), (run.State.CorrelationId, Assert.Single(run.State.Bookmarks).CorrelationId));
    }

    [Fact]
    public void SC_01_the_nearest_variable_of_a_name_and_id_is_the_one()
    {
        var inner = Flow.New().Node("P", "WriteLine", ("text", Flow.Expression("Variable", new JsonObject { ["id"] = "v-n" }, "String"))).Chart("in");
        inner["variables"] = new JsonArray(new JsonObject { ["id"] = "v-n", ["name"] = "n", ["typeName"] = "String", ["value"] = "inner" });
        var run = Flow.New().Variable("n", "String", "outer").Inner(inner)
            .Node("Q", "WriteLine", ("text", Flow.Expression("Variable", new JsonObject { ["id"] = "v-n" }, "String"))).Edge("in", "Q").Run();

        Assert.Equal(["inner", "outer"], run.Lines);
    }

    [Theory]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", true)]
    [InlineData("Elsa.Workflows.WorkflowStorageDriver, Elsa.Workflows.Core", true)]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", false)]
    [InlineData(null, false)]
    public void VA_01_the_driver_says_whether_a_variable_is_in_the_document(string? driver, bool stored)
    {
        var definition = Flow.New().Variable("n", "String", null).Set("S", "n", Flow.Literal("kept")).Event("W", "Go").Edge("S", "W").Definition().With(json => json["variables"]![0]!["storageDriverTypeName"] = driver);

        var outermost = new Trace(definition, []).State.ActivityExecutionContexts[0];

        Assert.Equal(stored, outermost.Properties?["Variables"]?["v-n"]?.ToString() == "kept");
    }

    [Fact]
    public void VA_04_what_a_container_declares_ends_with_it()
    {
        var inner = Flow.New().Set("S", "own", Flow.Literal("x")).Steps("A").Edge("S", "A").Chart("in");
        inner["variables"] = new JsonArray(new JsonObject
        {
            ["id"] = "v-own",
            ["name"] = "own",
            ["typeName"] = "String",
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        });
        var run = new Trace(Flow.New().Inner(inner).Event("W", "Go").Node("P", "WriteLine", ("text", Flow.Js("getVariable('own') ?? 'gone'", "String")))
            .Path("in", "W", "P").Definition(), [("A", "*")]);
        Assert.Contains("v-own", run.State.ToJson(), StringComparison.Ordinal);

        run.Resume("A");

        Assert.DoesNotContain("v-own", run.State.ToJson(), StringComparison.Ordinal);
        run.Resume("W");
        Assert.Equal(["gone"], run.Lines);
    }

    [Fact]
    public void IC_01_an_exception_faults_the_step_and_is_counted_on_all_around_it()
    {
        var inner = Flow.New().Steps("A").Chart("in");
        var run = new Trace(Flow.New().Strategy(Continue).Inner(inner).Definition(), [("A", "!")]);

        Assert.Contains("A Faulted", run.Rows);
        Assert.Equal([1, 1, 1, 1], run.State.ActivityExecutionContexts.Select(e => e.FaultCount));
        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal(("A", "Workflow1:f:in:A", "Test.Step", "told to fail"), (incident.ActivityId, incident.ActivityNodeId, incident.ActivityType, incident.Message));
    }

    [Theory]
    [InlineData(null, false, WorkflowStatus.Faulted)]
    [InlineData(null, true, WorkflowStatus.Suspended)]
    [InlineData(Fault, true, WorkflowStatus.Faulted)]
    [InlineData(Continue, false, WorkflowStatus.Suspended)]
    public void IC_03_what_drives_a_deal_goes_on_beside_a_fault_unless_it_says_otherwise(string? strategy, bool drivesDeal, WorkflowStatus status)
    {
        var flow = Flow.New().Steps("A");
        if (strategy is not null) flow.Strategy(strategy);
        if (drivesDeal) flow.Custom("crm:dealType", "sale");

        Assert.Equal(status, flow.Run(("A", "!")).Status);
    }

    [Fact]
    public void IC_06_the_trace_of_a_fault_is_not_in_its_message_nor_in_the_journal()
    {
        var run = Flow.New().Strategy(Continue).Steps("A").Run(("A", "!"));

        var incident = Assert.Single(run.State.Incidents);
        Assert.Contains("TestStep", incident.Exception!.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("TestStep", incident.Message + string.Concat(run.Journal.Select(e => e.Message + e.Payload)), StringComparison.Ordinal);
    }

    [Fact]
    public void IN_DOC_01_between_cycles_nothing_is_scheduled_and_nobody_is_at_work()
    {
        var run = Flow.New().Fork("F", "x", "y").Event("E", "Go").Steps("A").Edge("F:x", "E").Edge("F:y", "A").Run();

        var document = JsonNode.Parse(run.State.ToJson())!;

        Assert.Empty(document["scheduledActivities"]!.AsArray());
        Assert.False(document["isExecuting"]?.GetValue<bool>() ?? false);
        Assert.All(document["activityExecutionContexts"]!.AsArray(), e => Assert.False(e!["isExecuting"]?.GetValue<bool>() ?? false));
    }

    [Fact]
    public void IN_DOC_02_a_cycle_whose_document_is_too_large_is_refused_with_an_incident()
    {
        var flow = Flow.New();
        for (var i = 0; i < 6; i++) flow.Variable($"n{i}", "String", null, true).Set($"S{i}", $"n{i}", Flow.Literal(new string('x', 250_000)));
        for (var i = 1; i < 6; i++) flow.Edge($"S{i - 1}", $"S{i}");
        var run = flow.Event("W", "Go").Edge("S5", "W").Run();

        Assert.Equal(("CYCLE-LIMIT", 0), (Assert.Single(run.State.Incidents).Code, run.State.Bookmarks.Count));
        Assert.True(run.State.ToJson().Length < 100_000);
    }

    [Fact]
    public void JR_02_to_05_rows_say_what_happened_children_before_parents_with_outcomes()
    {
        var run = Flow.New().Decision("D", "true").Event("E", "Go").Edge("D:True", "E").Run();
        run.Resume("E");

        Assert.Equal(["f Started", "D Started", "D Completed", "E Started", "E Suspended", "E Resumed", "E Completed", "f Completed"], run.Rows);
        Assert.Equal("""["True"]""", JsonNode.Parse(run.Journal.Single(e => e is { ActivityId: "D", EventName: "Completed" }).Payload!)!["Outcomes"]!.ToJsonString());
        Assert.Equal([("Workflow1", "Started"), ("Workflow1", "Completed")],
            run.Journal.Where(e => e.ActivityType == "Elsa.Workflow").Select(e => (e.ActivityNodeId, e.EventName)));
        Assert.Equal(WorkflowDefinition.WorkflowType, run.Journal[^1].ActivityType);
    }
}
