using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What holds at any time, looked up in the committed records. The numbers are those of the history checker (reliability.md 5).</summary>
internal sealed partial class Promises(InMemoryWorkflowStore records, SimulatedOffice office, SimulatedClock clock)
{
    private static readonly string[] ByClockOnly = ["Elsa.Delay", "Elsa.Timer", "Elsa.Cron", "Elsa.StartAt"];

    private readonly HashSet<Guid> undone = [];

    /// <summary>How much there is of everything that a command can change; denials may always be added.</summary>
    public async Task<string> Footprint() =>
        $"{await Count()}, answers {await records.Count<CommandAnswer>()}, visits {await records.Count<StageVisit>()}, kept {await records.Count<PendingStimulus>()}, "
        + $"effects {await records.Ask<OutboxMessage, int>(all => all.Count(m => m.Kind != Signal.GateRefused.Name))}, "
        + $"revisions {await Revisions<WorkflowInstance>()} {await Revisions<Deal>()} {await Revisions<TaskItem>()}";

    public async Task<string> Count() =>
        $"facts {await records.Count<DealEvent>()}, journal {await records.Count<JournalEntry>()}, waits {await records.Count<Bookmark>()}, "
        + $"tasks {await records.Count<TaskItem>()}, runs {await records.Count<WorkflowInstance>()}";

    public async Task Nothing(string before, string what)
    {
        var after = await Footprint();
        if (after != before) throw new BrokenPromise($"R-18: {what} left something. Before: {before}. After: {after}.");
    }

    public Task<bool> WasUndone(Guid instanceId) => Task.FromResult(undone.Contains(instanceId));

    /// <summary>What a command has just committed.</summary>
    public async Task Kept(IReadOnlyList<CommittedCycle> cycles)
    {
        foreach (var cycle in cycles)
        {
            if (cycle.Result.Journal.Any(row => row.EventName == JournalEvent.Undone)) undone.Add(cycle.InstanceId);
            Burned(cycle);
        }
        foreach (var id in cycles.Select(c => c.InstanceId).Distinct().ToList())
            await Run(await records.Ask<WorkflowInstance, WorkflowInstance>(all => all.First(i => i.Id == id)));
    }

    public async Task All()
    {
        foreach (var run in await records.Ask<WorkflowInstance, List<WorkflowInstance>>(all => [.. all])) await Run(run);
        await Journals();
        await Facts();
        await Tasks();
        await Visits();
        await Effects();
    }

    // H-10 and H-14.
    private void Burned(CommittedCycle cycle)
    {
        if (undone.Contains(cycle.InstanceId) || cycle.Result.Status == WorkflowStatus.Faulted) return;
        foreach (var node in cycle.Result.BurnedBookmarks.GroupBy(b => b.ActivityInstanceId))
        {
            var ends = cycle.Result.Journal.Where(row => row.ActivityInstanceId == node.Key && row.EventName is JournalEvent.Resumed or JournalEvent.Canceled).ToList();
            if (ends.Count(row => row.ActivityInstanceId == node.Key) != 1) throw new BrokenPromise($"H-10: the wait at {node.First().ActivityNodeId} is gone with {ends.Count} rows.");
            var wait = node.First();
            if (ends[0].EventName == JournalEvent.Resumed && ByClockOnly.Contains(ends[0].ActivityType) && wait.DueAt > clock.Latest)
                throw new BrokenPromise($"H-14: {wait.ActivityNodeId} fired before {wait.DueAt:O}; it was never later than {clock.Latest:O}.");
        }
    }

    // H-09, H-11, IN-DOC-01, IN-DOC-03.
    private async Task Run(WorkflowInstance run)
    {
        var state = run.ReadState();
        var name = $"Run of {run.DefinitionId}, {run.Status},";
        if (state.Status != run.Status) throw new BrokenPromise($"{name} is {state.Status} in its document.");
        if (state.Copy().ToJson() != run.Document) throw new BrokenPromise($"IN-DOC-03: {name} is not written as it was read.");
        if (state.ScheduledActivities.Count > 0 || state.IsExecuting) throw new BrokenPromise($"IN-DOC-01: {name} has work left in the middle of a cycle.");
        var rows = await records.Ask<Bookmark, List<string>>(all => [.. all.Where(b => b.WorkflowInstanceId == run.Id).Select(b => b.Id).Order()]);
        if (!rows.SequenceEqual(state.Bookmarks.Select(b => b.Id).Order())) throw new BrokenPromise($"H-09: {name} waits for {state.Bookmarks.Count}, and {rows.Count} rows say so.");
        if (!run.IsOpen)
        {
            if (rows.Count > 0) throw new BrokenPromise($"H-11: {name} still waits.");
            if (run.Status != WorkflowStatus.Faulted && await records.Ask<TaskItem, bool>(all => all.Any(t => t.InstanceId == run.Id && t.IsOpen && t.Awaited)))
                throw new BrokenPromise($"H-11: {name} has an open task.");
            return;
        }
        if (run.Status == WorkflowStatus.Suspended && rows.Count == 0 && run.OpenIncidents == 0) throw new BrokenPromise($"H-09: {name} waits for nothing.");
        foreach (var wait in state.Bookmarks)
            if (state.ActivityExecutionContexts.Find(e => e.Id == wait.ActivityInstanceId) is not { Status: NodeStatus.Running })
                throw new BrokenPromise($"H-09: {name} waits at {wait.ActivityNodeId}, which does not run.");
        foreach (var step in state.ActivityExecutionContexts.Where(e => e.Status == NodeStatus.Running && state.ActivityExecutionContexts.TrueForAll(c => c.ParentContextId != e.Id)))
            if (!state.Bookmarks.Exists(b => b.ActivityInstanceId == step.Id)) throw new BrokenPromise($"H-09: {name} stands at {step.ScheduledActivityNodeId}, and nothing can move it.");
    }

    private Task<long> Revisions<T>() where T : Entity => records.Ask<T, long>(all => all.Sum(r => r.Revision));
}
