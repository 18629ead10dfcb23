using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>The steps and how often each is drawn.</summary>
internal sealed partial class Simulation
{
    /// <summary>So many steps lie between two looks at everything.</summary>
    private const int Between = 250;

    private async Task Step()
    {
        var what = random.Next(100) switch
        {
            < 8 => await OpenDeal(),
            < 36 => await WorkOnTask(),
            < 54 => await Deliver(),
            < 66 => await Fire(),
            < 72 => await PublishEvent(),
            < 79 => await Repeat(),
            < 83 => await AskAgain(),
            < 88 => await ResolveIncident(),
            < 95 => await ActOnDeal(),
            < 99 => MoveClock(),
            _ => Restart(),
        };
        Note($"{what} | {await promises.Count()}");
        if (trace.Count % Between == 0) await promises.All();
    }

    private async Task<string> OpenDeal()
    {
        if (await records.Count<Deal>() >= MostDeals) return "enough deals";
        var type = One(office.DealTypes);
        return $"open {type.Code}: " + await Send(By("open " + type.Code, Subject.NewDeals, "deal.opened", async scope =>
            await scope.Begin(await scope.Open(type.Id, new Opening("Deal", SimulatedOffice.Person.Id)))));
    }

    private async Task<string> WorkOnTask()
    {
        // Now and then somebody holds a page that is out of date.
        var any = random.Next(10) == 0;
        var tasks = await records.Ask<TaskItem, List<(Guid Id, string Title, string[] Choices)>>(all =>
            [.. all.Where(t => any || t.IsOpen).Select(t => (t.Id, t.TitleEn, t.Choices.Select(c => c.Code).ToArray()))]);
        if (tasks.Count == 0) return await OpenDeal();
        var (id, title, choices) = One(tasks);
        if (random.Next(8) == 0) return $"claim {title}: " + await Send(By("claim " + title, Subject.Task(id), "task.claimed", Now(scope => scope.Claim())));
        var choice = One(choices);
        return $"complete {title} by {choice}: " + await Send(Completion(id, title, choice));
    }

    private Order Completion(Guid id, string title, string choice) => By($"complete {title} by {choice}", Subject.Task(id), "task.completed", scope =>
    {
        scope.Claim();
        return scope.Complete(choice, "Said so.", new OutcomeDetails(SimulatedOffice.Price.Id));
    });

    private async Task<string> PublishEvent()
    {
        var name = One(SimulatedFlows.Events);
        var stimulus = Stimulus.Event(name);
        var waiting = await post.Waiting(stimulus);
        if (random.Next(4) == 0 || waiting.Count == 0) await post.KeepForLater(stimulus);
        return $"event {name} for {waiting.Count}: " + await SendAll(post.Deliveries(stimulus, Guid.CreateVersion7().ToString(), waiting));
    }

    /// <summary>Effects are performed in any order, some again although they were.</summary>
    private async Task<string> Deliver()
    {
        var again = random.Next(8) == 0;
        var due = await post.Due(again);
        return due.Count == 0 ? await Fire() : await Deliver(await post.Message(One(due)), isMarked: random.Next(6) > 0);
    }

    private async Task<string> Deliver(OutboxMessage message, bool isMarked)
    {
        var result = await SendAll(await post.Perform(message));
        // An event finds nobody when its wait is gone; what a run is to learn of another must reach it.
        var refused = message.Kind is ChildRun.Dispatched or ChildRun.Ended && result != "done" ? result : null;
        if (isMarked && !result.Contains("crashed", StringComparison.Ordinal)) await post.Mark(message, refused);
        return $"{message.Kind}: {result}";
    }

    private async Task<string> SendAll(IEnumerable<Order> orders)
    {
        var results = new List<string>();
        foreach (var order in orders) results.Add(await Send(order));
        return string.Join(", ", results);
    }

    /// <summary>A timer that is due is claimed; it fires at once, later, or twice.</summary>
    private async Task<string> Fire()
    {
        await post.ClaimTimers();
        if (post.Claimed.Count == 0) return MoveClock();
        var timer = One(post.Claimed);
        if (random.Next(8) > 0) post.Claimed.Remove(timer);
        return await Fire(timer);
    }

    private async Task<string> Fire(Timer timer)
    {
        var hasFired = false;
        var result = await Send(new Order("fire " + timer.NodeId, timer.Command(), async scope => hasFired = await scope.Fire(timer.BookmarkId)));
        if (hasFired && result == "done") ledger.Fire(timer.BookmarkId, await promises.WasUndone(timer.InstanceId));
        return $"fire {timer.NodeId}: {result} {(hasFired ? "fired" : "nothing waited")}";
    }

    private async Task<string> Repeat()
    {
        if (ledger.Acknowledged.Count == 0) return await OpenDeal();
        var order = random.Next(2) == 0 ? ledger.Acknowledged[^1] : One(ledger.Acknowledged);
        var before = await promises.Footprint();
        if (random.Next(3) > 0)
        {
            var result = await Send(order);
            if (result is not "done" && !result.StartsWith("crashed", StringComparison.Ordinal)) throw new BrokenPromise($"R-11: {order.Label}, repeated, was refused with {result}.");
            await promises.Nothing(before, order.Label + ", repeated,");
            return $"repeat {order.Label}: {result}";
        }
        var other = await Send(order with { Command = order.Command with { RequestHash = "another" } });
        if (other == "done") throw new BrokenPromise($"R-11: {order.Label} was accepted with another body.");
        await promises.Nothing(before, order.Label + ", repeated with another body,");
        return $"repeat {order.Label} with another body: {other}";
    }

    /// <summary>A client that got no answer asks again with the same operation.</summary>
    private async Task<string> AskAgain()
    {
        if (ledger.Unknown.Count == 0) return await WorkOnTask();
        var order = One(ledger.Unknown);
        ledger.Unknown.Remove(order);
        return $"ask again {order.Label}: " + await Send(order);
    }

    private string MoveClock()
    {
        var by = random.Next(6) switch
        {
            0 => TimeSpan.FromMinutes(-random.Next(1, 90)),
            1 => TimeSpan.FromHours(random.Next(1, 30)),
            _ => TimeSpan.FromMinutes(random.Next(1, 40)),
        };
        clock.Move(by);
        return $"clock {by}";
    }

    private string Restart()
    {
        runner = office.Start(store, clock);
        return "restart";
    }

    private static Func<CommandScope, Task> Now(Action<CommandScope> verb) => scope =>
    {
        verb(scope);
        return Task.CompletedTask;
    };
}
