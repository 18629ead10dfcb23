using Crm.Domain.Audit;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>The engine's storage on either database: one session is one transaction on one connection.</summary>
internal sealed class EfWorkflowStore(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings,
    Commits commits)
    : IWorkflowStore
{
    public async Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation)
    {
        var around = await surroundings.Get(cancellation);
        var database = await databases.CreateDbContextAsync(cancellation);
        var session = new EfCommandSession(database, procedures, surroundings, commits, around, now);
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

    public async Task Deny(AuditEntry entry, OutboxMessage? signal, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        database.Add(entry);
        if (signal is not null) database.Add(signal);
        await database.SaveChangesAsync(cancellation);
    }
}
