using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class DueTimersTests
{
    [Theory, OnBothDatabases]
    public async Task A_timer_of_a_run_below_another_fires_and_the_other_goes_on(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await Deals.NewProcedure.PublishAloneAsync(work.Office, """
            {"id": "pause-1", "definitionId": "pause", "root": {"id": "d", "type": "Elsa.Delay", "timeSpan": "01:00:00"}}
            """);
        await new OwnFlow("calling").Node("S", "Elsa.Start").Node("X", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "pause", "String"), ("waitForCompletion", true, "Boolean"))
            .Task("T").Event("E", "Never").Path("S", "X", "T", "E").PublishAsync(work.Office.App);
        await work.Office.OpenDealAsync(work.Office.Anna, "calling");
        Assert.Equal(0, await work.FireAsync());

        work.Clock.Advance(TimeSpan.FromHours(1));
        await work.RunEverythingAsync();

        Assert.Equal(1, await work.Read(d => d.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back")));
    }

    [Theory, OnBothDatabases]
    public async Task A_due_timer_fires_once_although_two_run_at_once(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await TimedDealAsync(work);
        Assert.Equal(0, await work.FireAsync());

        work.Clock.Advance(TimeSpan.FromMinutes(61));
        var fired = await Task.WhenAll(work.FireAsync(), work.Another<DueTimers>().Fire(TestContext.Current.CancellationToken));

        Assert.Equal(1, fired.Sum());
        Assert.Equal("Call back", (await TasksAsync(work, deal)).Single().TitleEn);
        Assert.Equal(0, await work.FireAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_written_when_nothing_is_due(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await TimedDealAsync(work);
        await work.RunEverythingAsync();
        var before = await work.Office.RowsAsync();

        work.Clock.Advance(TimeSpan.FromMinutes(20));
        await work.RunEverythingAsync();

        Assert.Equal(before, await work.Office.RowsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_timer_whose_flow_never_ends_is_one_incident_and_does_not_hold_up_the_others(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("endless").Node("S", "Elsa.Start").Delay("D", "00:30:00").Node("A", "Elsa.SetName", ("value", "a", "String"))
            .Node("B", "Elsa.SetName", ("value", "b", "String")).Path("S", "D", "A", "B", "A").PublishAsync(work.Office.App);
        var stuck = await work.Office.OpenDealAsync(work.Office.Anna, "endless");
        var fine = await TimedDealAsync(work);

        work.Clock.Advance(TimeSpan.FromHours(2));
        for (var poll = 0; poll < 3; poll++) await work.FireAsync();

        var run = await work.Read(d => d.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.DealId == stuck));
        Assert.Equal("CYCLE-LIMIT", Assert.Single(run.ReadState().Incidents).Code);
        Assert.Equal(1, run.OpenIncidents);
        Assert.Single(await TasksAsync(work, fine));
        Assert.Contains(await work.Outbox(OutboxState.Pending), m => m.Kind == Signal.IncidentRaised.Name && m.DealId == stuck);
    }

    private static async Task<Guid> TimedDealAsync(Work work)
    {
        await new OwnFlow("timed").Node("S", "Elsa.Start").Delay("D", "01:00:00").Task("T").Path("S", "D", "T").PublishAsync(work.Office.App);
        return await work.Office.OpenDealAsync(work.Office.Anna, "timed");
    }

    private static Task<List<TaskItem>> TasksAsync(Work work, Guid deal) =>
        work.Read(d => d.Set<TaskItem>().AsNoTracking().Where(t => t.DealId == deal).ToListAsync());
}
