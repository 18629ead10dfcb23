using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>The end: nothing breaks down any more, everything that can happen does, and whatever still stands must show why.</summary>
internal sealed partial class Simulation
{
    private const int MostRounds = 40;

    private async Task Settle()
    {
        isCalm = true;
        while (ledger.Unknown.Count > 0) Note(await AskAgain());
        for (var round = 0; round < MostRounds && await Round(); round++) await promises.All();
        await NothingIsStuck();
    }

    /// <returns>Whether anything happened.</returns>
    private async Task<bool> Round()
    {
        var before = await promises.Footprint();
        // Far enough for what is held back while an act can be undone, and for the longest wait.
        clock.Move(TimeSpan.FromHours(6));
        clock.Move(TimeSpan.FromMinutes(clock.GetUtcNow().Minute % 2));
        foreach (var key in await post.Due(again: false)) Note(await Deliver(await post.Message(key), isMarked: true));
        foreach (var id in await post.Dead()) Note("replay: " + await Send(By("replay", Subject.None, "effect.replayed", scope => scope.Replay(id, "As found"))));
        await post.ClaimTimers();
        foreach (var timer in post.Claimed.ToList()) Note(await Fire(timer));
        post.Claimed.Clear();
        foreach (var (run, node, execution) in await Incidents()) Note($"resolve {node}: " + await Send(Resolution(run, execution, retry: random.Next(2) == 0)));
        foreach (var name in SimulatedFlows.Events)
        {
            var stimulus = Stimulus.Event(name);
            Note($"event {name}: " + await SendAll(post.Deliveries(stimulus, Guid.CreateVersion7().ToString(), await post.Waiting(stimulus))));
        }
        foreach (var (id, title, choices) in await records.Ask<TaskItem, List<(Guid, string, string[])>>(all =>
            [.. all.Where(t => t.IsOpen).Select(t => (t.Id, t.TitleEn, t.Choices.Select(c => c.Code).ToArray()))]))
            Note($"complete {title}: " + await Send(Completion(id, title, One(choices))));
        return await promises.Footprint() != before;
    }

    /// <summary>Only a gate, or the free will of the manager, may still hold a run.</summary>
    private async Task NothingIsStuck()
    {
        var open = await records.Ask<WorkflowInstance, List<WorkflowInstance>>(all => [.. all.Where(i => i.IsOpen)]);
        foreach (var run in open)
        {
            var waits = run.ReadState().Bookmarks;
            if (waits.Exists(b => b.Name is Stimuli.WaitForMove) || run.DefinitionId == "standard-sale") continue;
            throw new BrokenPromise($"R-23: the run of {run.DefinitionId} stands at [{string.Join(' ', waits.Select(b => b.ActivityId))}] with {run.OpenIncidents} incidents, and nothing moves it.");
        }
    }
}
