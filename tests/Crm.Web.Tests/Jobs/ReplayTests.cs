using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class ReplayTests
{
    [Theory, OnBothDatabases]
    public async Task IC_04_a_step_that_failed_with_the_deal_in_hand_leaves_an_incident_and_nothing_else(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        // It makes the task first, and cannot count the term after it.
        await new OwnFlow("failing").Node("S", "Elsa.Start").Delay("D", "00:30:00").Node("W", "Crm.WaitForTask",
            ("title", new JsonObject { ["en"] = "Never", ["ru"] = "Никогда" }, "Object"), ("assignee", "owner", "String"),
            ("choices", new JsonArray(), "Object"), ("expireAfter", -5, "Int32")).Path("S", "D", "W").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "failing");

        work.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await work.FireAsync());

        var run = await work.Read(d => d.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.DealId == deal));
        Assert.Equal(1, run.OpenIncidents);
        Assert.EndsWith(":W", Assert.Single(run.ReadState().Incidents).ActivityNodeId, StringComparison.Ordinal);
        Assert.Equal(0, await work.Read(d => d.Set<TaskItem>().CountAsync(t => t.DealId == deal)));
        Assert.Equal(0, await work.Read(d => d.Set<DealEvent>().CountAsync(e => e.DealId == deal && e.Kind == "task.created")));
        Assert.Equal(0, await work.FireAsync());
    }
}
