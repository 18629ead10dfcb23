using System.Collections.Concurrent;
using System.Threading.Channels;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Nodes;

/// <summary>R-10: whoever moves deals on two nodes while one after the other is killed is told the truth.</summary>
public sealed class NodeKillTests
{
    private static readonly int Deals = LongRun.Of(10, 100), Commands = LongRun.Of(150, 10_000), People = 16;
    private static readonly string[] Stages = ["new-request", "contacted", "need-clear", "offer-sent", "decision"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R_10_commands_on_two_nodes_that_are_killed_in_turn_happen_once_or_not_at_all()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (nodes, deals) = await TwoNodes.PrepareAsync(async office =>
        {
            var opened = new List<Guid>();
            for (var deal = 0; deal < Deals; deal++) opened.Add(await office.OpenDealAsync(office.Anna, "manual-pipeline"));
            return opened;
        });
        await using var _ = nodes;
        await nodes.StartAsync();
        var calls = Enumerable.Range(0, Commands).Select(number => Call(deals[random.Next(Deals)], number, random)).ToList();
        var work = new NodeWork(nodes, calls);

        var people = Task.WhenAll(Enumerable.Range(0, People).Select(person => work.RunAsync(new Random(seed + person), Stop)));
        var kills = await KillInTurnAsync(nodes, work, people, random);
        await people;
        await nodes.KillAsync();

        var told = calls.Count(c => c.Answer is not null);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Commands} commands on {Deals} deals, {kills} kills, {told} acknowledged, {calls.Count(c => c.Refused)} refused, "
            + $"{calls.Count(c => c.Answer is null && !c.Refused)} unknown, {work.Repeats} repeated after their answer");
        Assert.Empty(work.Contradictions);
        Assert.True(kills > 0 && told > Commands / 2);
        await using var context = nodes.Open();
        await new HistoryCheck(calls).ProveAsync(context);
    }

    private static async Task<int> KillInTurnAsync(TwoNodes nodes, NodeWork work, Task people, Random random)
    {
        var kills = 0;
        if (!LongRun.IsAsked) await work.DoneAsync(Commands / 3, Stop);
        while (!people.IsCompleted && (LongRun.IsAsked || kills == 0))
        {
            if (LongRun.IsAsked) await Task.WhenAny(people, Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 6)), Stop));
            var host = nodes.Hosts[random.Next(nodes.Hosts.Count)];
            await host.KillAsync();
            await host.StartAgainAsync();
            kills++;
        }
        return kills;
    }

    private static ClientCall Call(Guid deal, int number, Random random) => random.Next(10) < 7
        ? new ClientCall("deal.move", $"/api/deals/{deal}/stage?confirm=true", new { stage = Stages[random.Next(Stages.Length)], reason = $"Round {number}" })
        : new ClientCall("interaction.record", $"/api/deals/{deal}/interactions", new { kind = "Call", theme = $"Talk {number}", outcome = "Reached" });

    /// <summary>What people do: a command of unknown fate goes to the other node under its key, or is given up; some are sent again after their answer.</summary>
    private sealed class NodeWork(TwoNodes nodes, IReadOnlyCollection<ClientCall> calls)
    {
        private readonly ConcurrentQueue<ClientCall> waiting = new(calls);
        private readonly Channel<ClientCall> done = Channel.CreateUnbounded<ClientCall>();
        private int repeats;

        public int Repeats => repeats;
        public ConcurrentBag<string> Contradictions { get; } = [];

        public async Task DoneAsync(int count, CancellationToken stop)
        {
            for (var i = 0; i < count; i++) await done.Reader.ReadAsync(stop);
        }

        public async Task RunAsync(Random random, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var call))
            {
                await SayAsync(call, random);
                done.Writer.TryWrite(call);
            }
        }

        private async Task SayAsync(ClientCall call, Random random)
        {
            var node = random.Next(nodes.Apis.Count);
            while (await call.TrySendAsync(nodes.Apis[node]) is not { Status: < 500 })
            {
                if (random.Next(4) == 0) return;
                node = (node + 1) % nodes.Apis.Count;
            }
            if (call.Answer is not { } told || random.Next(5) > 0) return;
            if (await call.TrySendAsync(nodes.Apis[(node + 1) % nodes.Apis.Count]) is not { Status: < 500 } again) return;
            Interlocked.Increment(ref repeats);
            if (again.Text != told) Contradictions.Add($"{call.Act} {call.Operation} said {told} and then {again.Text}");
        }
    }
}
