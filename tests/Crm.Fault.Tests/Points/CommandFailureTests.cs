using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Points;

public sealed class CommandFailureTests
{
    [Theory, OnBothDatabases]
    public async Task A_command_that_fails_anywhere_before_the_commit_leaves_nothing_and_then_succeeds(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, sales: 3);
        var points = KillPoints.BeforeCommit(kind);
        // Each is asked for once, so each attempt comes one point further.
        await office.StartAsync(KillPoints.Failing([.. points, "commit-sent", "committed", "before-notice"]));
        var call = office.NextCompletion();
        foreach (var point in points)
        {
            var before = await office.RowsAsync();
            Assert.Equal(500, (await call.SendAsync(office.Api)).Status);
            before.MustEqual(await office.RowsAsync(), point);
        }

        // The reply to COMMIT was lost: the command has happened, and its answer is found.
        var answer = (await call.SendAsync(office.Api)).Ok();
        Assert.Equal(answer.Text, (await call.SendAsync(office.Api)).Ok().Text);

        var other = office.NextCompletion();
        Assert.Equal(500, (await other.SendAsync(office.Api)).Status);
        (await other.SendAsync(office.Api)).Ok();
        (await office.NextCompletion().SendAsync(office.Api)).Ok();

        await office.Host.KillAsync();
        await office.ProveAsync();
    }
}
