using Crm.Fault.Tests.Fixtures;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Points;

public sealed class CommandKillTests
{
    private const int Killed = 137;
    private static readonly int Rounds = LongRun.Of(1, 5);

    [Theory, OnBothDatabases]
    public async Task A_host_that_dies_in_a_command_leaves_nothing_of_it_before_the_commit_and_all_of_it_after(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, sales: 3 * Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            var call = office.NextCompletion();
            foreach (var point in KillPoints.BeforeCommit(kind))
            {
                var before = await office.RowsAsync();
                await office.StartAsync(KillPoints.Killing(point));
                Assert.Null(await call.TrySendAsync(office.Api));
                Assert.Equal(Killed, await office.DeathAsync(point));
                before.MustEqual(await office.RowsAsync(), point);
            }

            await office.StartAsync(KillPoints.Killing("commit-sent"));
            Assert.Null(await call.TrySendAsync(office.Api));
            Assert.Equal(Killed, await office.DeathAsync("commit-sent"));

            await office.StartAsync(KillPoints.Killing("committed"));
            await AnswersTheSameAsync(office, call);
            var other = office.NextCompletion();
            Assert.Null(await other.TrySendAsync(office.Api));
            Assert.Equal(Killed, await office.DeathAsync("committed"));

            await NoticeAsync(office, kind, other);
        }
        await StopAsync(office);
        await office.ProveAsync();
    }

    /// <summary>A second answer is the first one, and nothing happens a second time.</summary>
    private static async Task AnswersTheSameAsync(PointOffice office, History.ClientCall call)
    {
        var before = await office.RowsAsync();
        var first = (await call.SendAsync(office.Api)).Ok();
        Assert.Equal(first.Text, (await call.SendAsync(office.Api)).Ok().Text);
        before.MustEqual(await office.RowsAsync(), "a repeated command");
    }

    /// <summary>Other nodes are told after the answer has left: only PostgreSQL has any.</summary>
    private static async Task NoticeAsync(PointOffice office, DatabaseKind kind, History.ClientCall other)
    {
        await office.StartAsync(kind is DatabaseKind.Postgres ? KillPoints.Killing("before-notice") : null);
        await AnswersTheSameAsync(office, other);
        (await office.NextCompletion().SendAsync(office.Api)).Ok();
        if (kind is DatabaseKind.Postgres) Assert.Equal(Killed, await office.DeathAsync("before-notice"));
        else await office.Host.KillAsync();
    }

    /// <summary>At the ends of a life: nothing is served yet, nothing is served any more.</summary>
    private static async Task StopAsync(PointOffice office)
    {
        var before = await office.RowsAsync();
        office.Host.Plan(KillPoints.Killing("schema-checked"));
        office.Host.Launch();
        Assert.Equal(Killed, await office.DeathAsync("schema-checked"));
        await office.StartAsync(KillPoints.Killing("drained"));
        await office.Host.SignalAsync("TERM");
        Assert.Equal(Killed, await office.DeathAsync("drained"));
        before.MustEqual(await office.RowsAsync(), "starting and stopping");
    }
}
