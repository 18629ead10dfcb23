using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests;

public sealed class CompletionRaceTests
{
    private const int People = 200;

    [Fact]
    public async Task Of_two_hundred_completions_of_one_task_one_wins_and_the_chain_verifies()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Postgres);
        var dealId = await office.OpenDealAsync(office.Anna);
        await RecordCall(office, dealId);
        var task = await office.ReadAsync(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == dealId && t.State == TaskState.Available));

        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Complete(office, task.Id)));

        Assert.Single(answers, a => a is null);
        Assert.Equal(People - 1, answers.Count(a => a == "WFI-003"));
        var facts = await office.ReadAsync(d => d.Set<DealEvent>().Where(e => e.DealId == dealId).OrderBy(e => e.Seq).ToListAsync());
        Assert.Single(facts, f => f.Kind == "task.completed");
        Assert.Single(facts, f => f.Kind == "deal.stage_changed");
        var walk = new ChainWalk();
        Assert.All(facts, fact => Assert.True(walk.Continues(fact)));
        Assert.Equal(People - 1, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Denied)));
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_operation_gets_the_first_answer_and_changes_nothing(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var dealId = await office.OpenDealAsync(office.Anna);
        await RecordCall(office, dealId);
        var task = await office.ReadAsync(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == dealId && t.State == TaskState.Available));
        var operation = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => office.RunAsync(office.Anna, operation, Subject.Task(task.Id),
            "task.complete", scope => scope.Complete("Done"), confirm: true)));

        Assert.Single(answers.Distinct());
        Assert.Single(await office.ReadAsync(d => d.Set<DealEvent>().Where(e => e.DealId == dealId && e.Kind == "task.completed").ToListAsync()));
    }

    private static Task RecordCall(SalesOffice office, Guid dealId) =>
        office.ActAsync(office.Anna, Subject.Deal(dealId), "interaction.record", scope => Task.FromResult<object?>(scope.Add(Interaction.Record(
            new InteractionDetails
            {
                Kind = InteractionKind.Call,
                Theme = "First call",
                StartAt = scope.Now,
                CustomerId = office.CustomerId,
                Participants = [new InteractionParticipant(office.ContactId, office.CustomerId)],
            }, scope.Deal, scope.Cause, scope.Now)).Id));

    private static async Task<string?> Complete(SalesOffice office, Guid taskId)
    {
        try
        {
            await office.RunAsync(office.Anna, Guid.CreateVersion7(), Subject.Task(taskId), "task.complete", scope => scope.Complete("Done"), confirm: true);
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Code;
        }
    }
}
