using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>
/// The deals a person may see: her own, those of the units she heads, all of them by right, and those whose tasks she does, did or could do.
/// </summary>
internal static class VisibleDeals
{
    public static IQueryable<Deal> VisibleTo(this IQueryable<Deal> deals, Actor actor, CrmDbContext database)
    {
        if (!actor.IsPerson || actor.Has(Right.DealsViewAll)) return deals;
        var me = actor.Id;
        var headed = actor.HeadedUnitIds.ToList();
        var queues = actor.QueueIds.ToList();
        var roles = actor.Roles.ToList();
        var unit = actor.UnitId;
        var own = actor.Has(Right.DealsView);
        var tasks = database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId != null
            && (t.UserId == me || t.ClaimedBy == me || t.DoneBy == me
                || ((t.State == TaskState.Available || t.State == TaskState.Claimed)
                    && ((t.QueueId != null && queues.Contains(t.QueueId.Value))
                        || (t.Role != null && roles.Contains(t.Role.Value) && (t.UnitId == null || t.UnitId == unit || headed.Contains(t.UnitId.Value)))))));
        return deals.Where(d => (own && (d.OwnerId == me || (d.OwnerUnitId != null && headed.Contains(d.OwnerUnitId.Value))))
            || tasks.Any(t => t.DealId == d.Id));
    }
}
