using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Kills;

/// <summary>Holds the tables against the load's own log: what was acknowledged is there once, the rest once or not at all.</summary>
internal sealed class LoadProof(CrmDbContext database, Load load)
{
    // What each act leaves in the record of its deal, the procedure's own acts included.
    private static readonly Dictionary<string, string> Leaves = new()
    {
        ["deal.open"] = "deal.opened",
        ["interaction.record"] = "interaction.recorded",
        ["task.complete"] = "task.completed",
        ["participant.add"] = "participant.added",
        ["deal.close"] = "deal.lost",
    };

    public async Task VerifyAsync()
    {
        var facts = await database.Set<DealEvent>().AsNoTracking().OrderBy(e => e.DealId).ThenBy(e => e.Seq).ToListAsync();
        await VerifyCommands(facts);
        VerifyActs(facts);
        await VerifyDeals(facts);
        await VerifyWork();
    }

    private async Task VerifyCommands(List<DealEvent> facts)
    {
        var stored = await database.Set<CommandAnswer>().AsNoTracking().Where(c => !load.Before.Contains(c.OperationId)).ToDictionaryAsync(c => c.OperationId, c => c.Body);
        var told = load.Calls.Where(c => c.Answer is not null).ToList();
        Assert.All(told, c => Assert.Equal(c.Answer, stored.GetValueOrDefault(c.Operation)));
        Assert.DoesNotContain(load.Calls, c => c.Refused && stored.ContainsKey(c.Operation));
        Assert.Subset(load.Calls.Select(c => c.Operation).ToHashSet(), stored.Keys.ToHashSet());
        // An answer without its facts or facts without their answer would be half a command.
        Assert.Equal(stored.Keys.Order(), facts.Select(f => f.RequestId).Distinct().Order());
    }

    private void VerifyActs(List<DealEvent> facts)
    {
        var byCall = facts.ToLookup(f => f.RequestId);
        foreach (var call in load.Calls.Where(c => byCall.Contains(c.Operation)))
        {
            var kinds = byCall[call.Operation].Select(f => f.Kind).ToList();
            Assert.Single(kinds, Leaves[call.Act]);
            Assert.Equal(call.Act == "task.complete" ? 1 : 0, kinds.Count(k => k == "deal.stage_changed"));
        }
    }

    private async Task VerifyDeals(List<DealEvent> facts)
    {
        var chains = facts.ToLookup(f => f.DealId);
        var visits = (await database.Set<StageVisit>().AsNoTracking().ToListAsync()).ToLookup(v => v.DealId);
        foreach (var deal in await database.Set<Deal>().AsNoTracking().ToListAsync())
        {
            var walk = new ChainWalk();
            Assert.All(chains[deal.Id], fact => Assert.True(walk.Continues(fact)));
            Assert.Equal((walk.Seq, walk.Hash), (deal.LastSeq, deal.LastHash));
            var moves = chains[deal.Id].Count(f => f.Kind == "deal.stage_changed");
            Assert.Equal(deal.Outcome == DealOutcome.Open ? 1 : 0, visits[deal.Id].Count(v => v.LeftAt is null));
            Assert.Equal(moves, visits[deal.Id].Count(v => v.LeftAt is not null) - (deal.Outcome == DealOutcome.Open ? 0 : 1));
        }
    }

    private async Task VerifyWork()
    {
        var open = await database.Set<Deal>().AsNoTracking().Where(d => d.Outcome == DealOutcome.Open).Select(d => d.Id).ToListAsync();
        var tasks = await database.Set<TaskItem>().AsNoTracking().ToListAsync();
        var runs = await database.Set<WorkflowInstance>().AsNoTracking().ToListAsync();
        var waiting = await database.Set<Bookmark>().AsNoTracking().GroupBy(b => b.WorkflowInstanceId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count);
        var signals = await database.Set<OutboxMessage>().AsNoTracking().CountAsync(m => m.Kind == Signal.TaskCreated.Name);

        // One task waits for each open deal, and the run waits for that task.
        Assert.Equal(open.Order(), tasks.Where(t => t.IsOpen).Select(t => t.DealId!.Value).Order());
        Assert.Equal(open.Order(), runs.Where(r => r.IsOpen).Select(r => r.DealId!.Value).Order());
        Assert.Equal(runs.Where(r => r.IsOpen).Select(r => r.Id).Order(), waiting.Keys.Order());
        Assert.All(waiting.Values, count => Assert.Equal(1, count));
        Assert.Equal(tasks.Count, signals);
    }
}
