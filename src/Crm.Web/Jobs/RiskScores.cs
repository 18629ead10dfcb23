using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>Keeps the order of the inbox: what every open task puts at risk as its term runs out, and as deals are won and lost.</summary>
internal sealed class RiskScores(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    /// <returns>How many tasks have another place now.</returns>
    public async Task<int> Refresh(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var now = clock.GetUtcNow();
        var drops = await Drops(database, cancellation);
        var open = await (from task in database.Set<TaskItem>().AsNoTracking()
                          where task.State == TaskState.Available || task.State == TaskState.Claimed
                          join deal in database.Set<Deal>() on task.DealId equals deal.Id
                          where deal.Potential != null
                          select new { task, deal.DealTypeId, deal.OwnerUnitId, Potential = deal.Potential!.Value }).ToListAsync(cancellation);
        var changed = 0;
        foreach (var row in open)
        {
            var calendar = around.CalendarFor(row.task.QueueId, row.task.UnitId ?? around.FindUser(row.task.UserId)?.UnitId ?? row.OwnerUnitId);
            var left = row.task.DueAt is { } due ? calendar.Between(now, due) : (TimeSpan?)null;
            var total = row.task.SlaMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
            var drop = drops.GetValueOrDefault((row.DealTypeId, row.task.StageCode ?? ""), MoneyAtRisk.Drop(0, 0, 0, 0));
            var score = MoneyAtRisk.Of(row.Potential, drop, MoneyAtRisk.Urgency(left, total));
            if (score == row.task.RiskScore) continue;
            // A place in a list is no change of the task: nobody's unsent answer may fail over it.
            changed += await database.Set<TaskItem>().Where(t => t.Id == row.task.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.RiskScore, score), cancellation);
        }
        return changed;
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
            var stays = from visit in database.Set<StageVisit>().AsNoTracking()
                        join deal in database.Set<Deal>() on visit.DealId equals deal.Id
                        where deal.DealTypeId == type && deal.Outcome != DealOutcome.Open && visit.StageCode == stage
                            && visit.WorkingMinutes != null && visit.Result != VisitResult.Skipped
                        group deal by new { Late = visit.WorkingMinutes > limit, Won = deal.Outcome == DealOutcome.Won } into same
                        select new { same.Key.Late, same.Key.Won, Count = same.Count() };
            var counts = await stays.ToListAsync(cancellation);
            int Count(bool late, bool? won) => counts.Where(c => c.Late == late && (won is null || c.Won == won)).Sum(c => c.Count);
            drops[(type, stage)] = MoneyAtRisk.Drop(Count(false, true), Count(false, null), Count(true, true), Count(true, null));
        }
        return drops;
    }
}
