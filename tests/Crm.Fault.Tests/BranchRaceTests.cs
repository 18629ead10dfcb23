using Crm.Domain.Tasks;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Fault.Tests;

/// <summary>Two branches of one run go on at the same moment, on PostgreSQL from two nodes: both take effect, one after the other.</summary>
public sealed class BranchRaceTests
{
    [Theory, OnBothDatabases]
    public async Task Branches_that_go_on_at_the_same_moment_both_take_effect(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        var rounds = kind is DatabaseKind.Sqlite ? 100 : LongRun.Of(200, 1000);
        await using var office = await SalesOffice.OpenAsync(kind);
        await new OwnFlow("branches").Node("S", "Elsa.Start")
            .Node("A", "Elsa.RunTask", ("taskName", "Measure", "String")).Task("AfterA").Node("B", "Elsa.RunTask", ("taskName", "Weigh", "String")).Task("AfterB")
            .Path("S", "A", "AfterA").Path("S", "B", "AfterB").PublishAsync(office.App);
        // One process has the file for itself.
        await using var other = kind is DatabaseKind.Postgres ? await CrmApp.StartAsync(new CrmAppOptions { On = office.App.Database }) : null;
        var actor = await TracedRunner.ActorAsync(office, office.Anna);

        for (var round = 0; round < rounds; round++)
        {
            var deal = await office.OpenDealAsync(office.Anna, "branches");
            var tasks = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal).Select(t => t.Id).ToListAsync());
            Assert.Equal(2, tasks.Count);
            using var start = new Barrier(2);
            await Task.WhenAll(CompleteAsync(office.App, actor, tasks[0], start), CompleteAsync(other ?? office.App, actor, tasks[1], start));
        }

        await using var context = office.App.Database.Open();
        Assert.Equal(rounds, await context.Set<WorkflowInstance>().CountAsync(i => i.Status == WorkflowStatus.Finished, cancel));
        Assert.Equal(rounds * 2, await context.Set<TaskItem>().CountAsync(t => t.State == TaskState.Done, cancel));
        Assert.Equal(rounds * 2, await context.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back", cancel));
        await new HistoryCheck([]).ProveAsync(context);
    }

    private static Task CompleteAsync(CrmApp node, Domain.Actor actor, Guid task, Barrier start) => Task.Run(async () =>
    {
        var command = Command.Of(Guid.CreateVersion7(), actor, Domain.Door.Page, Subject.Task(task), "task.complete") with { Confirm = true };
        var runner = node.Services.GetRequiredService<CommandRunner>();
        start.SignalAndWait();
        await runner.Run(command, scope => scope.Complete("Done"));
    });
}
