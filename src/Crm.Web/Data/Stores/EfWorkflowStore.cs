using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>The engine's storage on either database: one session is one transaction on one connection.</summary>
internal sealed class EfWorkflowStore(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings,
    Commits commits)
    : IWorkflowStore, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // SQLite has one writer and lets the others poll: here they stand in line, and nobody waits longer than those who came before.
    private readonly SemaphoreSlim line = new(1, 1);

    public async Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation)
    {
        var around = await surroundings.Get(cancellation);
        var database = await databases.CreateDbContextAsync(cancellation);
        EfCommandSession? session = null;
        try
        {
            session = new EfCommandSession(database, procedures, surroundings, commits, around, now, await Turn(database, cancellation));
            await session.Load(command, cancellation);
            return session;
        }
        catch (Exception problem)
        {
            if (session is null) await database.DisposeAsync();
            else await session.DisposeAsync();
            if (Conflicts.Of(problem) is { } conflict) throw conflict;
            throw;
        }
    }

    public async Task<CommandAnswer?> FindAnswer(Guid operationId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<CommandAnswer>().AsNoTracking().FirstOrDefaultAsync(c => c.OperationId == operationId, cancellation);
    }

    public async Task Deny(AuditEntry entry, OutboxMessage? signal, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        database.Add(entry);
        if (signal is not null) database.Add(signal);
        var over = await Turn(database, cancellation);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        finally
        {
            over();
        }
    }

    public void Dispose() => line.Dispose();

    /// <returns>What ends the turn.</returns>
    private async Task<Action> Turn(CrmDbContext database, CancellationToken cancellation)
    {
        if (database.Database.IsNpgsql()) return () => { };
        if (!await line.WaitAsync(Patience, cancellation)) throw new DomainException("GEN-015", 1);
        return () => line.Release();
    }
}
