using System.Diagnostics;
using Crm.Fault.Tests.Points;
using Crm.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Crm.Fault.Tests.Databases;

/// <summary>Another program holds the write lock of the file: it delays, and it never spoils.</summary>
public sealed class ForeignLockTests
{
    [Fact]
    public async Task A_short_foreign_lock_is_waited_for_and_a_long_one_is_answered_busy()
    {
        await using var office = await PointOffice.OpenAsync(DatabaseKind.Sqlite, sales: 2);
        await office.StartAsync();

        var waited = office.NextCompletion();
        await using (await LockAsync(office))
        {
            var answer = waited.SendAsync(office.Api);
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            Assert.False(answer.IsCompleted);
        }
        Assert.True(await Machine.UntilAsync(() => Task.FromResult(waited.Answer is not null), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));

        var before = await office.RowsAsync();
        var call = office.NextCompletion();
        await using (await LockAsync(office))
        {
            var watch = Stopwatch.StartNew();
            (await call.SendAsync(office.Api)).Refused(503, "GEN-015");
            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
            await Task.Delay(TimeSpan.FromSeconds(8) - watch.Elapsed, TestContext.Current.CancellationToken);
        }
        before.MustEqual(await office.RowsAsync(), "a foreign lock");
        (await call.SendAsync(office.Api)).Ok();
        await office.ProveAsync();
    }

    private static async Task<ForeignLock> LockAsync(PointOffice office)
    {
        var connection = new SqliteConnection(office.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return new ForeignLock(connection, connection.BeginTransaction(deferred: false));
    }

    private sealed class ForeignLock(SqliteConnection connection, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
