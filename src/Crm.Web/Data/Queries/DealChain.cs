using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Computes the chain of a deal's facts again and holds it against the head that the deal carries.</summary>
internal static class DealChain
{
    /// <returns>The number of the first record that does not hold; null when all do.</returns>
    public static async Task<long?> FirstBroken(CrmDbContext database, Guid dealId, long lastSeq, string lastHash, CancellationToken cancellation)
    {
        var walk = new ChainWalk();
        await foreach (var fact in database.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == dealId).OrderBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(cancellation))
            if (!walk.Continues(fact)) return walk.Seq + 1;
        return walk.Seq == lastSeq && walk.Hash == lastHash ? null : walk.Seq + 1;
    }
}
