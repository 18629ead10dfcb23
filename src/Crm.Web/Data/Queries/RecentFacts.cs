using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The newest facts of all deals, to find out what changed since the last look.</summary>
internal sealed class RecentFacts(IDbContextFactory<CrmDbContext> databases)
{
    private const int Window = 200;
    private HashSet<Guid>? seen;

    /// <returns>The deals with facts that were not there at the last look; null when there may be more than these.</returns>
    public async Task<IReadOnlyCollection<Guid>?> Changed(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // Ids grow with time, nearly: a transaction that ends late is still inside the window.
        var facts = database.Set<DealEvent>().AsNoTracking().OrderByDescending(e => e.Id).Select(e => new { e.Id, e.DealId });
        var newest = await facts.Take(Window).ToListAsync(cancellation);
        var before = seen;
        seen = [.. newest.Select(f => f.Id)];
        if (before is null) return [];
        var changed = newest.Where(f => !before.Contains(f.Id)).Select(f => f.DealId).ToHashSet();
        return newest.Count == Window && newest.TrueForAll(f => !before.Contains(f.Id)) ? null : changed;
    }
}
