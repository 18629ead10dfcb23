using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>Drops what was kept to undo acts once its day is over.</summary>
internal sealed class Snapshots(IDbContextFactory<CrmDbContext> databases, TimeProvider clock)
{
    /// <returns>How many were dropped.</returns>
    public async Task<int> Prune(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var oldest = clock.GetUtcNow() - InstanceSnapshot.Kept;
        return await database.Set<InstanceSnapshot>().Where(s => s.TakenAt < oldest).ExecuteDeleteAsync(cancellation);
    }
}
