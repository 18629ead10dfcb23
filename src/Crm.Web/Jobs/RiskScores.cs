using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>Keeps the order of the inbox: what every open task puts at risk as its term runs out, and as deals are won and lost.</summary>
internal sealed class RiskScores(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <returns>How many tasks have another place now.</returns>
    public async Task<int> Refresh(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var now = clock.GetUtcNow();
        var drops = await Drops(database, cancellation);
        var changed = 0;
        for (var after = Guid.Empty; await Page(database, after, cancellation) is { Count: > 0 } page; after = page[^1].Task.Id)
        {
            var moved = page.Select(row => (row.Task, Score: Score(row.Task, row.Deal))).Where(row => row.Score != row.Task.RiskScore).Select(row => (row.Task.Id, row.Score)).ToList();
            await database.Place(moved, cancellation);
            changed += moved.Count;
        }
        return changed;

        decimal Score(TaskItem task, DealAtRisk deal)
        {
            var calendar = around.CalendarFor(task.QueueId, task.UnitId ?? around.FindUser(task.UserId)?.UnitId ?? deal.UnitId);
            var left = task.DueAt is { } due ? calendar.Between(now, due) : (TimeSpan?)null;
            var total = task.SlaMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
            var drop = drops.GetValueOrDefault((deal.TypeId, task.StageCode ?? ""), MoneyAtRisk.Drop(0, 0, 0, 0));
            return MoneyAtRisk.Of(deal.Potential, drop, MoneyAtRisk.Urgency(left, total));
        }
    }

    private static async Task<IReadOnlyList<(TaskItem Task, DealAtRisk Deal)>> Page(CrmDbContext database, Guid after, CancellationToken cancellation)
    {
        var rows = await (from task in database.Set<TaskItem>().AsNoTracking()
                          where (task.State == TaskState.Available || task.State == TaskState.Claimed) && task.Id.CompareTo(after) > 0
                          join deal in database.Set<Deal>() on task.DealId equals deal.Id
                          where deal.Potential != null
                          orderby task.Id
                          select new { task, deal = new DealAtRisk(deal.DealTypeId, deal.OwnerUnitId, deal.Potential!.Value) })
            .Take(PageSize).ToListAsync(cancellation);
        return [.. rows.Select(r => (r.task, r.deal))];
    }

    private async Task<Dictionary<(Guid, string), decimal>> Drops(CrmDbContext database, CancellationToken cancellation)
    {
        var limits = new Dictionary<(Guid, string), int>();
        foreach (var type in await database.Set<DealType>().AsNoTracking().Where(t => t.CurrentVersionId != null).ToListAsync(cancellation))
            foreach (var stage in (await procedures.Get(type.CurrentVersionId!.Value, database, cancellation)).Flow.Working)
                if ((stage.SlaMinutes ?? stage.StaleMinutes) is { } limit) limits[(type.Id, stage.Code)] = limit;
        var drops = new Dictionary<(Guid, string), decimal>();
        foreach (var ((type, stage), limit) in limits)
        {
            // A stay that an undone act had ended consists of several rows with one number.
            var stays = from visit in database.Set<StageVisit>().AsNoTracking()
                        where visit.StageCode == stage && visit.WorkingMinutes != null && visit.Result != VisitResult.Skipped && visit.Result != VisitResult.Undone
                        group visit by new { visit.DealId, visit.VisitNo } into rows
                        select new { rows.Key.DealId, Minutes = rows.Sum(visit => visit.WorkingMinutes) };
            var ends = from stay in stays
                       join deal in database.Set<Deal>() on stay.DealId equals deal.Id
                       where deal.DealTypeId == type && deal.Outcome != DealOutcome.Open
                       group deal by new { Late = stay.Minutes > limit, Won = deal.Outcome == DealOutcome.Won } into same
                       select new { same.Key.Late, same.Key.Won, Count = same.Count() };
            var counts = await ends.ToListAsync(cancellation);
            int Count(bool late, bool? won) => counts.Where(c => c.Late == late && (won is null || c.Won == won)).Sum(c => c.Count);
            drops[(type, stage)] = MoneyAtRisk.Drop(Count(false, true), Count(false, null), Count(true, true), Count(true, null));
        }
        return drops;
    }

    private sealed record DealAtRisk(Guid TypeId, Guid? UnitId, long Potential);
}
