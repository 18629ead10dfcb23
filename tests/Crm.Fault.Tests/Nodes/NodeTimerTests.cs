using Crm.Domain.Tasks;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Fault.Tests.Points;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Nodes;

/// <summary>R-31: one node dies while it fires a timer, the other one fires it.</summary>
public sealed class NodeTimerTests
{
    private const int Most = 100;
    private static readonly int Rounds = LongRun.Of(1, 20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R_31_a_timer_whose_node_dies_between_claim_and_commit_is_fired_by_the_other_one_with_the_same_key()
    {
        var (nodes, _) = await TwoNodes.PrepareAsync(async office =>
        {
            await new OwnFlow("timed").Node("S", "Elsa.Start").Delay("D", "00:00:01").Task("T").Path("S", "D", "T").PublishAsync(office.App);
            return 0;
        }, jobs: true);
        await using var __ = nodes;
        var expected = new Dictionary<string, Guid>();
        await nodes.Hosts[1].StartAgainAsync();
        for (var round = 0; round < Rounds; round++)
        {
            nodes.Hosts[0].Plan(KillPoints.Killing(round % 2 == 0 ? "timer-cycle-run" : "timer-claimed"));
            await nodes.Hosts[0].StartAgainAsync();
            // Either node may be first at a timer; sooner or later it is the one that dies of it.
            for (var deal = 0; deal < Most && !nodes.Hosts[0].HasExited; deal++)
            {
                (await nodes.Apis[1].PostAsync("/api/deals", new { dealType = "timed", name = "Timed", currency = "RUB" })).Ok();
                await ExpectAsync(nodes, expected);
                await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
            }
            Assert.True(nodes.Hosts[0].HasExited, nodes.Hosts[0].Output);
        }
        Assert.True(await Machine.UntilAsync(() => IsDoneAsync(nodes), TimeSpan.FromSeconds(60), Stop), nodes.Hosts[1].Output);
        await nodes.KillAsync();

        await using var context = nodes.Open();
        var tasks = await context.Set<TaskItem>().AsNoTracking().Where(t => t.TitleEn == "Call back").Select(t => t.DealId!.Value).ToListAsync(Stop);
        Assert.Equal((expected.Count, expected.Count), (tasks.Count, tasks.Distinct().Count()));
        // The key of an effect is made of the operation, which follows from run and wait alone: whoever fires makes the same.
        var keys = await context.Set<OutboxMessage>().AsNoTracking().Where(m => m.Kind == Signal.TaskCreated.Name).Select(m => m.IdempotencyKey).ToListAsync(Stop);
        Assert.Equal(expected.Values.Select(operation => operation.ToString("N")).Order(), keys.Select(key => key.Split(':')[1]).Order());
        await new HistoryCheck([]) { Received = (Letter.Kind, ReceivedEffect.LettersIn(nodes.Mail)) }.ProveAsync(context);
    }

    /// <summary>The operation under which each timer will be fired, as long as it waits.</summary>
    private static async Task ExpectAsync(TwoNodes nodes, Dictionary<string, Guid> expected)
    {
        await using var context = nodes.Open();
        var waiting = await context.Set<Bookmark>().Where(b => b.DueAt != null)
            .Join(context.Set<WorkflowInstance>(), b => b.WorkflowInstanceId, i => i.Id, (b, i) => new { b.WorkflowInstanceId, b.Id, i.Revision }).ToListAsync(Stop);
        foreach (var timer in waiting)
            expected[$"{timer.WorkflowInstanceId:N}:{timer.Id}"] = Command.OperationOf($"{timer.WorkflowInstanceId:N}:{timer.Id}:{timer.Revision}");
    }

    private static async Task<bool> IsDoneAsync(TwoNodes nodes)
    {
        await using var context = nodes.Open();
        return !await context.Set<Bookmark>().AnyAsync(b => b.DueAt != null, Stop) && !await context.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Pending, Stop);
    }
}
