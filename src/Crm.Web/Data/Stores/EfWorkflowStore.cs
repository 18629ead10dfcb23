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
    private readonly SqliteTurns turns = new(databases);
    private bool isFile;

    public async Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation)
    {
        var around = await surroundings.Get(cancellation);
        var session = new EfCommandSession(await Place(cancellation), procedures, surroundings, commits, around, now);
        try
        {
            await session.Load(command, cancellation);
            return session;
        }
        catch (Exception problem)
        {
            await session.DisposeAsync();
            if (Conflicts.Of(problem) is { } conflict) throw conflict;
            throw;
        }
    }

    public async Task<CommandAnswer?> FindAnswer(Guid operationId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<CommandAnswer>().AsNoTracking().FirstOrDefaultAsync(c => c.OperationId == operationId, cancellation);
    }

    public async Task Deny(AuditEntry entry, OutboxMessage? signal, Finding? finding, CancellationToken cancellation)
    {
        try
        {
            await Record(entry, signal, finding, cancellation);
        }
        catch (DbUpdateException) when (finding is not null)
        {
            // The same attempt was found in this moment by somebody else; the refusal itself is a fact in any case.
            await Record(entry, signal, null, cancellation);
        }
    }

    private async Task Record(AuditEntry entry, OutboxMessage? signal, Finding? finding, CancellationToken cancellation)
    {
        await using var place = await Place(cancellation);
        place.Database.Add(entry);
        if (signal is not null) place.Database.Add(signal);
        if (finding is not null && !await place.Database.Set<Finding>().AnyAsync(f => f.DealId == finding.DealId && f.Key == finding.Key, cancellation))
            place.Database.Add(finding);
        await place.Database.SaveChangesAsync(cancellation);
    }

    public void Dispose() => turns.Dispose();

    private async Task<WritePlace> Place(CancellationToken cancellation)
    {
        if (isFile) return await turns.Take(cancellation);
        var database = await databases.CreateDbContextAsync(cancellation);
        if (database.Database.IsNpgsql()) return new PostgresPlace(database);
        await database.DisposeAsync();
        isFile = true;
        return await turns.Take(cancellation);
    }
}
