using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class RiskScoresTests
{
    [Theory, OnBothDatabases]
    public async Task A_task_rises_in_the_inbox_as_its_term_runs_out(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna);
        var second = await work.Office.OpenDealAsync(work.Office.Anna, name: "Valves");
        var task = await TaskAsync(work, deal);
        await work.Get<RiskScores>().Refresh(TestContext.Current.CancellationToken);
        Assert.Equal(0m, (await TaskAsync(work, deal)).RiskScore);

        work.Clock.Advance(task.DueAt!.Value.AddMinutes(1) - work.Clock.Now);
        Assert.Equal(2, await work.Get<RiskScores>().Refresh(TestContext.Current.CancellationToken));

        var late = await TaskAsync(work, deal);
        // Too few deals to know better: a tenth of the potential, and the term is over.
        Assert.Equal((50_000_00m, task.Revision), (late.RiskScore, late.Revision));
        Assert.Equal(50_000_00m, (await TaskAsync(work, second)).RiskScore);
        Assert.Equal(0, await work.Get<RiskScores>().Refresh(TestContext.Current.CancellationToken));
    }

    private static Task<TaskItem> TaskAsync(Work work, Guid deal) => work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == deal));
}
