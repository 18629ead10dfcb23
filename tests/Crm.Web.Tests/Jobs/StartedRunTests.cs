using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Jobs;
using Crm.Web.Tests.Procedures;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

/// <summary>Runs that stimuli and times start, with and without a deal.</summary>
public sealed class StartedRunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task TR_05_one_event_starts_a_run_and_resumes_another(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Event("E", "LeadCreated").Task("T").Path("S", "E", "T").PublishAsync(work.Office.App);
        var waiting = await work.Office.OpenDealAsync(work.Office.Anna, "waiting");
        await PublishAsync(work, DefinitionFlows.Leads());
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        var key = Guid.CreateVersion7();

        for (var i = 0; i < 2; i++) (await alla.PostAsync("/api/events", new { name = "LeadCreated", payload = new { company = "ACME" } }, key)).Ok();
        await work.RunEverythingAsync();

        var started = Assert.Single(await RunsAsync(work, "leads"));
        Assert.Equal((WorkflowStatus.Suspended, null), (started.Status, started.DealId));
        Assert.True(await work.Read(d => d.Set<TaskItem>().AnyAsync(t => t.DealId == waiting, Stop)));
        Assert.False(await work.Read(d => d.Set<PendingStimulus>().AnyAsync(Stop)));
    }

    [Theory, OnBothDatabases]
    public async Task The_work_of_a_run_without_a_deal_is_in_the_inbox_and_leads_it_on(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await PublishAsync(work, DefinitionFlows.Leads());
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync("/api/events", new { name = "LeadCreated" })).Ok();
        await work.RunEverythingAsync();
        var task = await work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == null, Stop));
        var pavel = await work.Office.ApiAsync(work.Office.Pavel);
        Assert.Contains("Look at the lead", (await pavel.GetAsync("/api/tasks?view=Available")).Ok().Text, StringComparison.Ordinal);

        (await (await work.Office.ApiAsync(work.Office.Anna)).PostAsync($"/api/tasks/{task.Id}/completion", new { choice = "Done" })).Refused(404, "GEN-008");
        (await pavel.PostAsync($"/api/tasks/{task.Id}/claim")).Ok();
        (await pavel.PostAsync($"/api/tasks/{task.Id}/completion", new { choice = "Done" })).Ok();
        (await pavel.PostAsync($"/api/tasks/{task.Id}/completion", new { choice = "Done" })).Refused(409, "WFI-003");

        Assert.Equal(WorkflowStatus.Finished, Assert.Single(await RunsAsync(work, "leads")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task An_event_about_a_deal_starts_a_run_of_that_deal_once(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await PublishAsync(work, DefinitionFlows.Leads());
        var deal = await work.Office.OpenDealAsync(work.Office.Anna);
        var alla = await work.Office.ApiAsync(work.Office.Alla);

        for (var i = 0; i < 2; i++)
        {
            (await alla.PostAsync("/api/events", new { name = "LeadCreated", correlationId = deal.ToString() })).Ok();
            await work.RunEverythingAsync();
        }

        var run = Assert.Single(await RunsAsync(work, "leads"));
        Assert.Equal((deal, deal.ToString()), (run.DealId, run.CorrelationId));
        var task = await work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.InstanceId == run.Id, Stop));
        Assert.Equal(work.Office.Anna.Id, task.UserId);
        (await (await work.Office.ApiAsync(work.Office.Anna)).PostAsync($"/api/tasks/{task.Id}/completion", new { choice = "Done" })).Ok();
        Assert.Equal(WorkflowStatus.Finished, Assert.Single(await RunsAsync(work, "leads")).Status);
        Assert.NotEqual(run.Id, (await work.Read(d => d.Set<Deal>().AsNoTracking().SingleAsync(x => x.Id == deal, Stop))).WorkflowInstanceId);
    }

    [Theory, OnBothDatabases]
    public async Task TR_06_of_starts_at_the_same_moment_a_singleton_lets_one_through(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await PublishAsync(work, DefinitionFlows.Leads("SingletonStrategy"));
        var starts = work.Get<StartedRuns>();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => starts.Start(Stimulus.Event("LeadCreated"), $"event-{i}", Stop), Stop)));

        Assert.Single(await RunsAsync(work, "leads"));
    }

    [Theory, OnBothDatabases]
    public async Task TR_07_two_nodes_start_what_is_due_once_and_what_was_missed_is_not_made_up_for(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await PublishAsync(work, DefinitionFlows.Hourly());
        await work.Get<DueStarts>().Start(Stop);
        Assert.Empty(await RunsAsync(work, "hourly"));
        work.Clock.Advance(TimeSpan.FromHours(30.5));

        await Task.WhenAll(new[] { work.Get<DueStarts>(), work.Another<DueStarts>(), work.Another<DueStarts>() }.Select(node => Task.Run(() => node.Start(Stop), Stop)));

        Assert.Single(await RunsAsync(work, "hourly"));
        Assert.Equal(TestClock.Monday.AddHours(31), await work.Read(d => d.Set<StartTrigger>().Where(t => t.DefinitionId == "hourly").Select(t => t.DueAt).SingleAsync(Stop)));
        work.Clock.Advance(TimeSpan.FromHours(1));
        await work.Get<DueStarts>().Start(Stop);
        Assert.Equal(2, (await RunsAsync(work, "hourly")).Count);
    }

    private static Task<List<WorkflowInstance>> RunsAsync(Work work, string definitionId) =>
        work.Read(d => d.Set<WorkflowInstance>().AsNoTracking().Where(i => i.DefinitionId == definitionId).ToListAsync(Stop));

    internal static async Task PublishAsync(Work work, System.Text.Json.Nodes.JsonObject document)
    {
        var pavel = await work.Office.ApiAsync(work.Office.Pavel);
        var saved = (await pavel.PostAsync("/api/workflow-definitions", document)).Ok().Json;
        (await pavel.PostAsync($"/api/workflow-definitions/{saved["definitionId"]}/versions/{saved["version"]}/publication", new { note = "For the test" })).Ok();
        Assert.Equal(1, await work.Read(d => d.Set<DefinitionVersion>().CountAsync(v => v.DefinitionId == (string)saved["definitionId"]! && v.IsPublished, Stop)));
    }
}
