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
        var own = actor.Has(Right.DealsView);
        var tasks = database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId != null);
        var done = tasks.Where(t => t.UserId == me || t.ClaimedBy == me || t.DoneBy == me);
        var offered = tasks.Where(t => t.State == TaskState.Available || t.State == TaskState.Claimed).OfferedTo(actor);
        return deals.Where(d => (own && (d.OwnerId == me || (d.OwnerUnitId != null && headed.Contains(d.OwnerUnitId.Value))))
            || done.Any(t => t.DealId == d.Id) || offered.Any(t => t.DealId == d.Id));
    }

    /// <summary>Tasks a person may open: addressed to her, held or done by her, or of a deal that she owns or that is below her.</summary>
    public static IQueryable<TaskItem> TasksFor(this CrmDbContext database, Actor actor)
    {
        var tasks = database.Set<TaskItem>().AsNoTracking();
        if (!actor.IsPerson || actor.Has(Right.DealsViewAll)) return tasks;
        var me = actor.Id;
        var headed = actor.HeadedUnitIds.ToList();
        var own = database.Set<Deal>().AsNoTracking()
            .Where(d => d.OwnerId == me || (d.OwnerUnitId != null && headed.Contains(d.OwnerUnitId.Value)));
        var offered = tasks.OfferedTo(actor);
        return tasks.Where(t => t.ClaimedBy == me || t.DoneBy == me || offered.Any(o => o.Id == t.Id) || own.Any(d => d.Id == t.DealId));
    }

    /// <summary>Tasks whose addressee includes her: by name, by queue, by role in a unit she belongs to or heads.</summary>
    public static IQueryable<TaskItem> OfferedTo(this IQueryable<TaskItem> tasks, Actor actor)
    {
        var me = actor.Id;
        var queues = actor.QueueIds.ToList();
        var roles = actor.Roles.ToList();
        var headed = actor.HeadedUnitIds.ToList();
        var unit = actor.UnitId;
        return tasks.Where(t => t.UserId == me || (t.QueueId != null && queues.Contains(t.QueueId.Value))
            || (t.Role != null && roles.Contains(t.Role.Value) && (t.UnitId == null || t.UnitId == unit || headed.Contains(t.UnitId.Value))));
    }
}
