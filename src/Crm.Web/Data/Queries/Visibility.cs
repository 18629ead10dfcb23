using Crm.Domain;
using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

internal static class Visibility
{
    /// <summary>Refuses an unknown deal and one that the person may not see alike (GEN-008).</summary>
    public static async Task RequireVisible(this CrmDbContext database, Guid dealId, Actor actor, CancellationToken cancellation)
    {
        if (!await database.Set<Deal>().AsNoTracking().VisibleTo(actor, database).AnyAsync(d => d.Id == dealId, cancellation))
            throw new DomainException("GEN-008");
    }
}
