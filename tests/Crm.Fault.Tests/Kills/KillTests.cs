using System.Globalization;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Kills;

public sealed class KillTests
{
    private const int CallsBetween = 200, People = 8;

    // With both databases two hundred in full; a change of the command path is tried with a few of them.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CRMFLOW_KILLS") ?? LongRun.Of("5", "100"), CultureInfo.InvariantCulture);

    [Theory, OnBothDatabases]
    public async Task R_50_a_host_killed_again_and_again_under_load_loses_nothing_and_doubles_nothing(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var database = await TestDatabase.CreateAsync(kind);
        var port = Machine.FreePort();
        var load = await Load.FurnishAsync(database, port);
        await using var host = await HostProcess.StartAsync(database, port: port);
        using var stop = new CancellationTokenSource();
        load.Resume();
        var work = load.RunAsync(People, seed, stop.Token);

        for (var kill = 0; kill < Kills; kill++)
        {
            await load.AcknowledgedAsync(CallsBetween, cancel);
            // The moment is what is random: it must fall anywhere between two acts of the host.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), cancel);
            load.Pause();
            await host.KillAsync();
            await host.StartAgainAsync();
            load.Resume();
        }
        await load.AcknowledgedAsync(CallsBetween, cancel);
        await stop.CancelAsync();
        await work;
        await host.KillAsync();

        var told = load.Calls.Count(c => c.Answer is not null);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {load.Calls.Count} commands, {told} acknowledged, {load.Calls.Count - told} unknown, {load.Repeats} repeated after their answer");
        Assert.Empty(load.Contradictions);
        Assert.True(told >= Kills * CallsBetween);
        await using var context = database.Open();
        await new LoadProof(context, load).VerifyAsync();
        await new HistoryCheck(load.Calls).ProveAsync(context);
    }
}
