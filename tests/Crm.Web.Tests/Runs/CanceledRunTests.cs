using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Tests.Jobs;
using Crm.Web.Tests.Procedures;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Runs;

public sealed class CanceledRunTests
{
    [Theory, OnBothDatabases]
    public async Task The_run_above_a_canceled_one_goes_on(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("inner").Node("S", "Elsa.Start").Event("E", "Never").Path("S", "E").PublishAsync(work.Office.App);
        await new OwnFlow("outer").Node("S", "Elsa.Start")
            .Node("X", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "inner", "String"), ("waitForCompletion", true, "Boolean")).Task("T").Path("S", "X", "T")
            .PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "outer");
        var runs = await work.Read(d => d.Set<WorkflowInstance>().AsNoTracking().Where(i => i.DealId == deal).ToListAsync());
        var (outer, inner) = (runs.Single(r => r.ParentInstanceId is null), runs.Single(r => r.ParentInstanceId is not null));
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        Assert.Equal(inner.Id.ToString(), (string)(await alla.GetAsync($"/api/runs/{outer.Id}")).Ok().Json["waits"]!.AsArray().Single()!["id"]!);
        Assert.Equal(outer.Id.ToString(), (string)(await alla.GetAsync($"/api/runs/{inner.Id}")).Ok().Json["parent"]!["id"]!);

        (await alla.PostAsync($"/api/runs/{inner.Id}/cancellation", new { reason = "The event will never come" })).Ok();
        await work.DeliverAsync();

        Assert.Equal((WorkflowStatus.Canceled, WorkflowStatus.Finished), (await StatusAsync(work, inner.Id), await StatusAsync(work, outer.Id)));
        Assert.Equal(1, await work.Read(d => d.Set<TaskItem>().CountAsync(t => t.DealId == deal && t.TitleEn == "Call back")));
    }

    [Theory, OnBothDatabases]
    public async Task A_run_without_a_deal_is_listed_and_canceled_with_its_open_tasks(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var pavel = await work.Office.ApiAsync(work.Office.Pavel);
        (await pavel.PostAsync("/api/workflow-definitions", DefinitionFlows.Leads())).Ok();
        (await pavel.PostAsync("/api/workflow-definitions/leads/versions/1/publication", new { note = "First" })).Ok();
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync("/api/events", new { name = "LeadCreated" })).Ok();
        await work.RunEverythingAsync();
        var row = (await alla.GetAsync("/api/runs?definition=leads")).Ok().Json["items"]!.AsArray().Single()!;
        Assert.Equal(("Leads", null, "Look at the lead"), ((string?)row["name"], (string?)row["dealId"], (string?)row["waits"]!.AsArray().Single()!["what"]));

        (await alla.PostAsync($"/api/runs/{row["id"]}/cancellation", new { reason = "No lead after all" })).Ok();

        Assert.Equal(WorkflowStatus.Canceled, await StatusAsync(work, Guid.Parse((string)row["id"]!)));
        Assert.Equal(TaskState.Canceled, await work.Read(d => d.Set<TaskItem>().Where(t => t.DealId == null).Select(t => t.State).SingleAsync()));
    }

    private static Task<WorkflowStatus> StatusAsync(Work work, Guid run) => work.Read(d => d.Set<WorkflowInstance>().Where(i => i.Id == run).Select(i => i.Status).SingleAsync());
}
