using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What an act takes away from under a run: the run goes on, or ends, but never waits for nothing.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly InMemoryWorkflowStore records = new();
    private readonly SimulatedClock clock = new();
    private readonly SimulatedOffice office = new(SimulatedFlows.Named("own", Flow.New().Event("E", "Never").Custom("crm:dealType", "own")));
    private readonly Post post;
    private readonly CommandRunner runner;

    public LeftBehindTests()
    {
        post = new Post(records, clock, new Ledger(), Defect.None);
        runner = office.Start(records, clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_whose_task_is_canceled_leaves_by_Canceled_or_its_paths_die()
    {
        await Open("cancels");
        clock.Move(TimeSpan.FromHours(1));
        await post.ClaimTimers();
        var due = Assert.Single(post.Claimed);

        await runner.Run(due.Command(), scope => scope.Fire(due.BookmarkId), Stop);

        Assert.Equal("E", Assert.Single(await records.All<Bookmark>(Stop)).ActivityId);
        Assert.All(await records.All<TaskItem>(Stop), task => Assert.Equal(TaskState.Canceled, task.State));
    }

    [Fact]
    public async Task A_loss_ends_the_runs_beside_the_deals_own_and_tells_those_that_wait_for_them()
    {
        var deal = await Open("closes");
        await Deliver();

        await Do(Subject.Deal(deal), scope => scope.Lose(new OutcomeDetails(SimulatedOffice.Price.Id)));
        await Deliver();

        Assert.Equal(["closes Canceled", "middle-child Finished", "slow-child Canceled", "slow-child Canceled"],
            (await records.All<WorkflowInstance>(Stop)).Select(run => $"{run.DefinitionId} {run.Status}").Order());
    }

    [Fact]
    public async Task A_run_that_could_not_start_because_its_parent_was_taken_back_starts_after_the_undo()
    {
        var deal = await Open("first-child");
        var own = (await records.All<WorkflowInstance>(Stop)).Single(run => run.DefinitionId == "first-child").Id;
        await Complete((await records.All<TaskItem>(Stop)).Single(task => task.IsOpen && task.InstanceId == own), "ok");
        var dispatched = await post.Message(Assert.Single(await post.Due(again: false), key => key.EndsWith(ChildRun.Dispatched, StringComparison.Ordinal)));
        var start = Assert.Single(await post.Perform(dispatched));

        Assert.NotNull((await Assert.ThrowsAsync<NotNowException>(() => runner.Run(start.Command, start.Verb, Stop))).Until);
        Assert.DoesNotContain(await records.All<Crm.Domain.Audit.AuditEntry>(Stop), entry => entry.Denied);
        await Do(Subject.Deal(deal), scope => scope.Undo());
        await runner.Run(start.Command, start.Verb, Stop);

        Assert.Equal(2, (await records.All<WorkflowInstance>(Stop)).Count(run => run is { DefinitionId: "slow-child", IsOpen: true }));
    }

    [Fact]
    public async Task Undoing_what_followed_the_closing_of_a_deal_leaves_it_closed()
    {
        var deal = await Open("closes");
        await Complete("T", "won");
        await Deliver();
        var work = (await records.All<TaskItem>(Stop)).First(task => task is { IsOpen: true, TitleEn: "T" });
        await Complete(work, "ok");

        await Do(Subject.Deal(deal), scope => scope.Undo());

        Assert.Equal(DealOutcome.Won, (await records.All<Deal>(Stop)).Single().Outcome);
        Assert.True((await records.All<TaskItem>(Stop)).Single(task => task.Id == work.Id).IsOpen);
    }

    public void Dispose() => records.Dispose();

    private async Task<Guid> Open(string type)
    {
        await office.Furnish(records);
        var id = office.DealTypes.Single(t => t.Code == type).Id;
        await Do(Subject.NewDeals, async scope => await scope.Begin(await scope.Open(id, new Opening("Deal", SimulatedOffice.Person.Id))));
        return (await records.All<Deal>(Stop)).Single().Id;
    }

    private async Task Complete(string title, string choice) =>
        await Complete((await records.All<TaskItem>(Stop)).First(task => task.IsOpen && task.TitleEn == title && task.Choices.Exists(c => c.Code == choice)), choice);

    private Task Complete(TaskItem task, string choice) => Do(Subject.Task(task.Id), scope => scope.Complete(choice));

    private async Task Deliver()
    {
        while ((await post.Due(again: false)).Where(key => key.Contains(":workflow.", StringComparison.Ordinal)).ToList() is { Count: > 0 } due)
            foreach (var key in due)
            {
                var message = await post.Message(key);
                foreach (var order in await post.Perform(message)) await runner.Run(order.Command, order.Verb, Stop);
                await post.Mark(message, null);
            }
    }

    private Task<string> Do(Subject subject, Func<CommandScope, Task> verb) =>
        runner.Run(Command.Of(Guid.CreateVersion7(), SimulatedOffice.Person, Door.Page, subject, "act"), verb, Stop);
}
