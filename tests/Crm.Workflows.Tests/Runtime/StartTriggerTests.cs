using System.Text.Json.Nodes;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class StartTriggerTests
{
    private const string Runtime = "Elsa.Workflows.Runtime.ActivationValidators.";

    [Fact]
    public async Task TR_05_the_trigger_is_done_at_once_in_the_new_run_with_the_payload_as_its_result()
    {
        using var desk = new Desk();
        await desk.PutAsync(Started(null));

        Assert.Equal(1, await desk.TellAsync("Go", "order-7"));

        var run = Assert.Single(await desk.AllAsync<WorkflowInstance>());
        Assert.Equal((WorkflowStatus.Suspended, "order-7", null), (run.Status, run.CorrelationId, run.DealId));
        Assert.Equal(["{\"who\":\"ACME\"}"], await desk.LinesAsync());
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", 4)]
    [InlineData(Runtime + "SingletonStrategy, Elsa.Workflows.Runtime", 1)]
    [InlineData(Runtime + "CorrelationStrategy, Elsa.Workflows.Runtime", 2)]
    [InlineData(Runtime + "CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", 2)]
    public async Task TR_06_the_strategy_says_how_many_runs_there_may_be(string? strategy, int runs)
    {
        using var desk = new Desk();
        await desk.PutAsync(Started(strategy));

        foreach (var correlation in new[] { "a", "a", "b", "b" }) await desk.TellAsync("Go", correlation);

        Assert.Equal(runs, (await desk.AllAsync<WorkflowInstance>()).Count);
    }

    [Fact]
    public async Task TR_06_correlation_looks_at_the_runs_of_all_definitions_and_correlated_singleton_at_its_own()
    {
        using var desk = new Desk();
        await desk.PutAsync(Started(null));
        await desk.PutAsync(Started(Runtime + "CorrelationStrategy, Elsa.Workflows.Runtime").With("definitionId", "second").With("name", "Second"));
        await desk.PutAsync(Started(Runtime + "CorrelatedSingletonStrategy, Elsa.Workflows.Runtime").With("definitionId", "third").With("name", "Third"));

        await desk.TellAsync("Go", "a");

        Assert.Equal(["started", "third"], (await desk.AllAsync<WorkflowInstance>()).Select(run => run.DefinitionId).Order());
    }

    [Fact]
    public async Task TR_06_a_run_that_is_over_stands_in_nobodys_way()
    {
        using var desk = new Desk();
        await desk.PutAsync(Started(Runtime + "SingletonStrategy, Elsa.Workflows.Runtime"));
        await desk.TellAsync("Go");
        var first = Assert.Single(await desk.AllAsync<WorkflowInstance>());
        await desk.RunAsync(scope => scope.Deliver(Stimulus.Event("Answer")), Subject.Instance(first.Id));

        Assert.Equal(1, await desk.TellAsync("Go"));
    }

    [Fact]
    public async Task TR_07_a_timer_starts_once_for_all_it_has_missed_and_keeps_its_phase()
    {
        using var desk = new Desk();
        await desk.PutAsync(Flow.New().Starts("T", "Timer", ("interval", Flow.Literal("01:00:00", "TimeSpan"))).Definition().ToJson());
        var begun = desk.Clock.GetUtcNow();
        var trigger = Assert.Single(await desk.AllAsync<StartTrigger>());
        desk.Clock.Advance(TimeSpan.FromHours(5.5));

        Assert.True(await desk.ActAsync(scope => scope.StartRun(trigger.Id, trigger.DueAt!.Value)));
        await desk.ActAsync(scope => scope.StartRun(trigger.Id, trigger.DueAt!.Value));

        Assert.Single(await desk.AllAsync<WorkflowInstance>());
        Assert.Equal(begun.AddHours(6), Assert.Single(await desk.AllAsync<StartTrigger>()).DueAt);
    }

    [Fact]
    public async Task TR_07_cron_starts_at_its_times_and_a_single_time_once()
    {
        using var desk = new Desk();
        await desk.PutAsync(Flow.New().Starts("C", "Cron", ("cronExpression", Flow.Literal("0 0 8 ? * MON-FRI")))
            .Starts("S", "StartAt", ("dateTime", Flow.Literal("2026-03-03T12:00:00Z", "DateTimeOffset")))
            .Starts("X", "StartAt", ("dateTime", Flow.Literal("2026-01-01T00:00:00Z", "DateTimeOffset"))).Definition().ToJson());

        Assert.Equal(["2026-03-03T08:00:00", "2026-03-03T12:00:00", ""], await DuesAsync(desk));

        desk.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var due in (await desk.AllAsync<StartTrigger>()).Where(t => t.DueAt is not null))
            Assert.True(await desk.ActAsync(scope => scope.StartRun(due.Id, due.DueAt!.Value)));
        Assert.Equal(["2026-03-05T08:00:00", "", ""], await DuesAsync(desk));
    }

    [Fact]
    public async Task A_run_without_a_deal_has_work_of_its_own()
    {
        using var desk = new Desk();
        await desk.PutAsync(Flow.New().Starts("G", "Event", ("eventName", Flow.Literal("Go"))).Node("R", "RunTask", ("taskName", Flow.Literal("Look at the lead")))
            .Path("G", "R").Definition().ToJson());
        await desk.TellAsync("Go");
        var task = Assert.Single(await desk.AllAsync<TaskItem>());
        Assert.Equal((null, Role.ProcessOwner, true), (task.DealId, task.Role!.Value, task.Awaited));

        await desk.RunAsync(scope =>
        {
            scope.Claim();
            return scope.Complete("Done");
        }, Subject.Task(task.Id));

        Assert.Equal(WorkflowStatus.Finished, Assert.Single(await desk.AllAsync<WorkflowInstance>()).Status);
        Assert.False(Assert.Single(await desk.AllAsync<TaskItem>()).IsOpen);
    }

    [Fact]
    public async Task A_deal_step_without_a_deal_is_a_fault_of_the_run_and_nothing_else()
    {
        using var desk = new Desk();
        await desk.PutAsync(Flow.New().Starts("G", "Event", ("eventName", Flow.Literal("Go"))).Node("M", "Crm.MoveDeal", ("toStage", Flow.Literal("won"))).Path("G", "M")
            .Definition().ToJson());

        await desk.TellAsync("Go");

        var run = Assert.Single(await desk.AllAsync<WorkflowInstance>());
        Assert.Equal((WorkflowStatus.Suspended, 1), (run.Status, run.OpenIncidents));
    }

    private static async Task<string[]> DuesAsync(Desk desk) => [.. (await desk.AllAsync<StartTrigger>()).OrderBy(t => t.ActivityNodeId)
        .Select(t => t.DueAt?.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "")];

    private static JsonObject Started(string? strategy)
    {
        var document = Flow.New().Starts("G", "Event", ("eventName", Flow.Literal("Go"))).Node("W", "WriteLine", ("text", Flow.Js("toJson(getLastResult())", "String")))
            .Event("A", "Answer").Path("G", "W", "A").Definition().ToJson().With("definitionId", "started").With("name", "Started");
        document["options"] = new JsonObject { ["activationStrategyType"] = strategy };
        return document;
    }
}
