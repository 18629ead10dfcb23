using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What holds between the records of many runs and deals.</summary>
internal sealed partial class Promises
{
    // H-03, R-15 and H-12.
    private async Task Journals()
    {
        var journals = await records.Ask<JournalEntry, Dictionary<Guid, List<JournalEntry>>>(all =>
            all.GroupBy(row => row.WorkflowInstanceId).ToDictionary(g => g.Key, g => g.OrderBy(row => row.Sequence).ToList()));
        var keys = await records.Ask<OutboxMessage, HashSet<string>>(all => [.. all.Select(m => m.IdempotencyKey)]);
        foreach (var run in await records.Ask<WorkflowInstance, List<WorkflowInstance>>(all => [.. all]))
        {
            var (journal, state) = (journals.GetValueOrDefault(run.Id) ?? [], run.ReadState());
            if (journal.Where((row, place) => row.Sequence != place).Any() || journal.Count != state.ExecutionLogSequence)
                throw new BrokenPromise($"H-03: the journal of {run.DefinitionId} has {journal.Count} rows of {state.ExecutionLogSequence}, or a gap.");
            foreach (var row in journal) Effect(run.Id, journal, row, keys);
            CountedFlow.Check(office.Graph(run.DefinitionVersionId), state, journal);
        }
    }

    // a step that was to tell somebody left its effect.
    private static void Effect(Guid run, List<JournalEntry> journal, JournalEntry row, HashSet<string> keys)
    {
        var kind = row.ActivityType switch
        {
            "Elsa.PublishEvent" => PublishEvent.EffectKind,
            "Elsa.DispatchWorkflow" => ChildRun.Dispatched,
            _ => null,
        };
        if (kind is null || row.EventName is not (JournalEvent.Completed or JournalEvent.Suspended)) return;
        var since = journal.FindIndex(r => r.ActivityInstanceId == row.ActivityInstanceId);
        if (row.EventName == JournalEvent.Completed && journal[since..(int)row.Sequence].Exists(r => r.ActivityInstanceId == row.ActivityInstanceId && r.EventName == JournalEvent.Resumed)) return;
        if (!Enumerable.Range(since, (int)row.Sequence - since + 1).Any(at => keys.Contains($"{run:N}:{at}:{kind}")))
            throw new BrokenPromise($"R-15: {row.ActivityNodeId} left no effect.");
    }

    // H-03 and H-05.
    private async Task Facts()
    {
        var facts = await records.Ask<DealEvent, ILookup<Guid, DealEvent>>(all => all.OrderBy(f => f.Seq).ToLookup(f => f.DealId));
        foreach (var deal in await records.Ask<Deal, List<Deal>>(all => [.. all]))
        {
            var walk = new ChainWalk();
            if (facts[deal.Id].FirstOrDefault(fact => !walk.Continues(fact)) is { } broken) throw new BrokenPromise($"H-05: fact {broken.Seq} {broken.Kind} of a deal does not follow.");
            if ((walk.Seq, walk.Hash) != (deal.LastSeq, deal.LastHash)) throw new BrokenPromise($"H-03: a deal has {walk.Seq} facts of {deal.LastSeq}.");
        }
    }

    // H-13.
    private async Task Tasks()
    {
        var waits = await records.Ask<Bookmark, HashSet<string>>(all => [.. all.Select(b => b.ReadPayload()["TaskId"]?.ToString()).OfType<string>()]);
        var stopped = await records.Ask<WorkflowInstance, HashSet<Guid>>(all => [.. all.Where(i => i.Status == WorkflowStatus.Faulted).Select(i => i.Id)]);
        var open = await records.Ask<TaskItem, List<TaskItem>>(all => [.. all.Where(t => t.IsOpen)]);
        foreach (var task in open.Where(t => t is { Awaited: true, InstanceId: { } run } && !stopped.Contains(run)))
            if (!waits.Contains(task.Id.ToString("N"))) throw new BrokenPromise($"H-13: nobody waits for the open task {task.NodeId}.");
        if (waits.Except(open.Select(t => t.Id.ToString("N"))).FirstOrDefault() is { } lost)
        {
            var gone = await records.Ask<TaskItem, TaskItem?>(all => all.FirstOrDefault(t => t.Id.ToString("N") == lost));
            throw new BrokenPromise($"H-13: a run waits for the task {gone?.NodeId}, which is {gone?.State}.");
        }
    }

    // H-04.
    private async Task Visits()
    {
        var open = await records.Ask<StageVisit, ILookup<Guid, string>>(all => all.Where(v => v.IsOpen).ToLookup(v => v.DealId, v => v.StageCode));
        foreach (var deal in await records.Ask<Deal, List<Deal>>(all => [.. all]))
            if (deal.IsOpen ? !open[deal.Id].SequenceEqual([deal.StageCode!]) : open[deal.Id].Any())
                throw new BrokenPromise($"H-04: the deal is {deal.Outcome} in {deal.StageCode}; its open visits are [{string.Join(' ', open[deal.Id])}].");
    }

    // H-07.
    private async Task Effects()
    {
        var twice = await records.Ask<OutboxMessage, string?>(all => all.GroupBy(m => m.IdempotencyKey).FirstOrDefault(g => g.Count() > 1)?.Key);
        if (twice is not null) throw new BrokenPromise($"H-07: {twice} is there twice.");
    }
}
