using Crm.Domain;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>SQLite has one writer and lets the others poll: here they stand in line, and nobody waits longer than those who came before.</summary>
internal sealed class SqliteTurns(IDbContextFactory<CrmDbContext> databases) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim line = new(1, 1);
    private SqlitePlace? free;

    /// <exception cref="DomainException">GEN-015: the line is too long.</exception>
    public async Task<WritePlace> Take(CancellationToken cancellation)
    {
        if (!await line.WaitAsync(Patience, cancellation)) throw new DomainException("GEN-015", 1);
        try
        {
            if (Interlocked.Exchange(ref free, null) is { } place) return place;
            return await Open(cancellation);
        }
        catch
        {
            line.Release();
            throw;
        }
    }

    public void Dispose()
    {
        free?.Dispose();
        line.Dispose();
    }

    private void GiveBack(SqlitePlace place)
    {
        try
        {
            // A transaction that could not be ended leaves a connection nobody may use any more.
            if (place.Database.Database.CurrentTransaction is null) free = place;
            else place.Dispose();
        }
        finally
        {
            line.Release();
        }
    }

    private async Task<SqlitePlace> Open(CancellationToken cancellation)
    {
        var database = await databases.CreateDbContextAsync(cancellation);
        try
        {
            await database.Database.OpenConnectionAsync(cancellation);
            return new SqlitePlace(database, GiveBack);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
