using System.Diagnostics;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Fault.Tests.Kills;
using Crm.Testing;
using Npgsql;
using Xunit;

namespace Crm.Fault.Tests.Databases;

/// <summary>The database server dies under load and comes back: so do the answers, and nothing that was acknowledged is lost.</summary>
public sealed class ServerRestartTests
{
    private const int CallsBetween = 100, People = 8;
    private static readonly int Restarts = LongRun.Of(2, 20);

    [Fact]
    public async Task A_server_that_is_restarted_without_a_checkpoint_loses_nothing_that_was_acknowledged()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var database = await (await TestDatabase.EmptyOnAsync(server)).MigrateAsync();
        var port = Machine.FreePort();
        var load = await Load.FurnishAsync(database, port);
        await using var host = await HostProcess.StartAsync(database, port: port);
        using var stop = new CancellationTokenSource();
        load.Resume();
        var work = load.RunAsync(People, seed: 1, stop.Token);

        for (var restart = 0; restart < Restarts; restart++)
        {
            await load.AcknowledgedAsync(CallsBetween, cancel);
            await server.CrashAndRestartAsync();
            load.Resume();
            var watch = Stopwatch.StartNew();
            await load.AcknowledgedAsync(1, cancel);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"The host answers {watch.Elapsed} after its database.");
        }
        await load.AcknowledgedAsync(CallsBetween, cancel);
        await stop.CancelAsync();
        await work;
        await host.KillAsync();

        Assert.Empty(load.Contradictions);
        // The test's own connections did not survive either.
        NpgsqlConnection.ClearAllPools();
        await using var context = database.Open();
        await new LoadProof(context, load).VerifyAsync();
        await new HistoryCheck(load.Calls).ProveAsync(context);
    }
}
