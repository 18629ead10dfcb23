using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>A sale and the run below it are worked on at the same instant.</summary>
public sealed class ChildRaceTests
{
    private const int Rounds = 15;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_loss_and_the_end_of_a_child_leave_nothing_open_and_wait_for_nobody(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await NewProcedure.PublishAloneAsync(office, ChildFlows.Checks);
        await NewProcedure.PublishAsync(office, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow"));
        var reason = await office.ReadAsync(d => d.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync(Stop));
        for (var round = 0; round < Rounds; round++)
        {
            var dealId = await office.OpenDealAsync(office.Anna);
            var task = await office.ReadAsync(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == dealId, Stop));

            await Task.WhenAll(
                Task.Run(() => office.ActAsync(office.Anna, Subject.Deal(dealId), "deal.lose", async scope =>
                {
                    await scope.Lose(new OutcomeDetails(reason));
                    return null;
                }), Stop),
                Task.Run(() => CompleteUnlessLate(office, task.Id), Stop));
            await office.App.Services.GetRequiredService<Outbox>().Deliver(Stop);

            var runs = await office.ReadAsync(d => d.Set<WorkflowInstance>().AsNoTracking().Where(i => i.DealId == dealId).ToListAsync(Stop));
            Assert.Equal(2, runs.Count);
            Assert.DoesNotContain(runs, run => run.IsOpen);
            Assert.False(await office.ReadAsync(d => d.Set<TaskItem>().AnyAsync(t => t.DealId == dealId && t.State == TaskState.Available, Stop)));
        }
    }

    private static async Task CompleteUnlessLate(SalesOffice office, Guid taskId)
    {
        try
        {
            await office.ActAsync(office.Anna, Subject.Task(taskId), "task.complete", async scope =>
            {
                await scope.Complete("Done");
                return null;
            });
        }
        catch (DomainException late) when (late.Code is "TSK-002" or "WFI-003" or "WFI-004")
        {
            // The loss came first.
        }
    }
}
