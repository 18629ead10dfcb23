using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Crm.Workflows.Tests.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>
/// One life of an office on one thread, drawn from one seed: people, timers, events and effects in any order, with crashes, lost answers,
/// restarts and a clock that jumps. Everything goes down the one command path; the promises of the engine are checked on the way and at the end.
/// </summary>
internal sealed partial class Simulation : IDisposable
{
    private const int MostDeals = 6;

    private readonly Random random;
    private readonly SimulatedClock clock = new();
    private readonly InMemoryWorkflowStore records = new();
    private readonly SimulatedStore store;
    private readonly SimulatedOffice office;
    private readonly Ledger ledger = new();
    private readonly Promises promises;
    private readonly Post post;
    private readonly List<string> trace = [];
    private CommandRunner runner;
    private bool isCalm;

    private Simulation(int seed, Defect defect)
    {
        random = new Random(seed);
        store = new SimulatedStore(records, defect);
        office = new SimulatedOffice(SimulatedFlows.Named("drawn", Drawn(random).Custom("crm:dealType", "drawn")));
        promises = new Promises(records, office, clock);
        post = new Post(records, clock, ledger, defect);
        runner = office.Start(store, clock);
    }

    /// <summary>What happened, step by step, without anything that differs between two lives of the same seed.</summary>
    public IReadOnlyList<string> Trace => trace;

    /// <summary>Lives through so many steps, lets everything come to its end, and checks all promises.</summary>
    /// <exception cref="BrokenPromise">With the seed and the last steps.</exception>
    public static async Task<Simulation> Live(int seed, int steps, Defect defect = Defect.None)
    {
        var life = new Simulation(seed, defect);
        try
        {
            await life.office.Furnish(life.records);
            for (var step = 0; step < steps; step++) await life.Step();
            await life.Settle();
            await life.promises.All();
            await life.ledger.Check(life.records);
            return life;
        }
        catch (Exception fault)
        {
            life.Dispose();
            throw new BrokenPromise($"Seed {seed} after {life.trace.Count} steps: {fault.Message}\n  {string.Join("\n  ", life.trace.TakeLast(12))}\n{(fault is BrokenPromise ? "" : fault)}");
        }
    }

    public void Dispose() => records.Dispose();

    /// <summary>Gives an order; the process may break down over it.</summary>
    /// <returns>How it went, in a word.</returns>
    private async Task<string> Send(Order order)
    {
        var before = await promises.Footprint();
        if (!isCalm && random.Next(8) == 0) store.Plan((Breakdown)random.Next(1, 5), random.Next(1, 12));
        else store.Plan(Breakdown.None, 0);
        try
        {
            ledger.Acknowledge(order, await runner.Run(order.Command, order.Verb));
            await promises.Kept(store.Committed);
            return "done";
        }
        catch (DomainException refused)
        {
            await promises.Nothing(before, $"{order.Label}, refused with {refused.Code},");
            return refused.Code;
        }
        catch (NotNowException)
        {
            await promises.Nothing(before, $"{order.Label}, put off,");
            return "not now";
        }
        catch (SimulatedCrash)
        {
            runner = office.Start(store, clock);
            if (!store.HasCommitted) await promises.Nothing(before, $"{order.Label}, dropped,");
            await promises.Kept(store.Committed);
            ledger.Unknown.Add(order);
            return store.HasCommitted ? "crashed after the commit" : "crashed";
        }
        finally
        {
            store.Plan(Breakdown.None, 0);
            store.Committed.Clear();
        }
    }

    private void Note(string what) => trace.Add($"{trace.Count} {what}");

    private T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private Order By(string label, Subject subject, string name, Func<CommandScope, Task> verb, Door door = Door.Page) =>
        new(label, Command.Of(Guid.CreateVersion7(), SimulatedOffice.Person, door, subject, name) with { Confirm = true }, verb);

    /// <summary>A graph of waits and joins without a way back, which could go round for ever.</summary>
    private static Flow Drawn(Random random) => RandomGraph.Draw(random, most: 8, loops: false).ToFlow((flow, id) =>
    {
        switch (random.Next(5))
        {
            case 0: flow.Event(id, SimulatedFlows.Events[random.Next(3)]); break;
            case 1: flow.Delay(id, random.Next(2) == 0 ? "00:20:00" : "04:00:00"); break;
            case 2: flow.Publish(id, SimulatedFlows.Events[random.Next(3)]); break;
            case 3: flow.Node(id, "Test.Unsteady"); break;
            default: flow.Task(id, RandomGraph.Ports); break;
        }
    });
}
