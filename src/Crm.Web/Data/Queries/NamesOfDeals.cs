using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

internal static class NamesOfDeals
{
    /// <summary>Number and name of deals by id, as a list shows them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> DealNames(this CrmDbContext database, IEnumerable<Guid?> deals, CancellationToken cancellation)
    {
        var ids = deals.OfType<Guid>().Distinct().ToList();
        return await database.Set<Deal>().AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Name })
            .ToDictionaryAsync(d => d.Id, d => $"{d.Number} {d.Name}", cancellation);
    }
}
