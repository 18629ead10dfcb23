using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>Reads a board column by column, fifty cards at a time: a board of thousands of deals stays quick.</summary>
internal sealed class DealBoardReader(
    IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider clock)
{
    public const int PageSize = 50;
    private static readonly TimeSpan RecentlyClosed = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<DealBoardType>> Types(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var types = await database.Set<DealType>().AsNoTracking().OrderBy(t => t.CreatedAt).ThenBy(t => t.Code).ToListAsync(cancellation);
        return [.. types.OrderBy(t => t.ControlMode).Select(t => new DealBoardType(t.Id, t.Code, t.Name, t.ControlMode))];
    }

    public async Task<DealBoardView> Read(Actor actor, DealBoardType type, DealBoardFilter filter, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        var deals = Deals(database, actor, type, filter, around);
        var columns = type.ControlMode == ControlMode.None ? Outcomes() : await Stages(database, type, cancellation);
        var sums = await Sums(type.ControlMode == ControlMode.None ? deals : deals.Where(d => d.Outcome == DealOutcome.Open), type, cancellation);
        var known = columns.Select(c => c.Code).ToHashSet();
        columns = [.. columns, .. sums.Where(s => !known.Contains(s.Key)).Select(s => new DealBoardColumn(s.Key, null, int.MaxValue))];
        var filled = new List<DealBoardColumn>();
        foreach (var column in columns)
        {
            var (count, amounts) = sums.GetValueOrDefault(column.Code, (0, []));
            filled.Add(column with
            {
                Count = count,
                Sums = amounts,
                Cards = count == 0 ? [] : await Cards(database, deals, type, column.Code, 0, around, cancellation),
            });
        }
        return new DealBoardView(type, filled, type.ControlMode == ControlMode.None ? [] : await Results(deals, cancellation));
    }

    public async Task<IReadOnlyList<DealBoardCard>> More(
        Actor actor, DealBoardType type, DealBoardFilter filter, string column, int skip, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var around = await surroundings.Get(cancellation);
        return await Cards(database, Deals(database, actor, type, filter, around), type, column, skip, around, cancellation);
    }

    private static IQueryable<Deal> Deals(CrmDbContext database, Actor actor, DealBoardType type, DealBoardFilter filter, Surroundings around)
    {
        var deals = database.Set<Deal>().AsNoTracking().Where(d => d.DealTypeId == type.Id).VisibleTo(actor, database);
        if (filter.OwnerId is { } owner) deals = deals.Where(d => d.OwnerId == owner);
        if (filter.UnitId is { } unit)
        {
            var units = new UnitTree(around.Units.Values).WithUnitsBelow(unit).ToList();
            deals = deals.Where(d => d.OwnerUnitId != null && units.Contains(d.OwnerUnitId.Value));
        }
        return deals.Named(filter.Text, database);
    }

    private static DealBoardColumn[] Outcomes() =>
        [.. Enum.GetValues<DealOutcome>().Select(o => new DealBoardColumn(o.ToString(), null, (int)o) { Outcome = o })];

    private async Task<DealBoardColumn[]> Stages(CrmDbContext database, DealBoardType type, CancellationToken cancellation)
    {
        var flow = (await procedures.Current(type.Id, database, cancellation))?.Procedure.Flow;
        return [.. (flow?.Working ?? []).Select(s => new DealBoardColumn(s.Code, s.Name, s.Position) { Probability = s.Probability })];
    }

    private static async Task<Dictionary<string, (int Count, IReadOnlyList<Money> Sums)>> Sums(
        IQueryable<Deal> deals, DealBoardType type, CancellationToken cancellation)
    {
        var rows = type.ControlMode == ControlMode.None
            ? (await deals.GroupBy(d => new { d.Outcome, d.Currency }).Select(g => new { g.Key.Outcome, g.Key.Currency, Count = g.Count(), Sum = g.Sum(d => d.Potential ?? 0) })
                .ToListAsync(cancellation)).Select(r => (Code: r.Outcome.ToString(), r.Currency, r.Count, r.Sum))
            : (await deals.GroupBy(d => new { d.StageCode, d.Currency }).Select(g => new { g.Key.StageCode, g.Key.Currency, Count = g.Count(), Sum = g.Sum(d => d.Potential ?? 0) })
                .ToListAsync(cancellation)).Select(r => (Code: r.StageCode ?? "", r.Currency, r.Count, r.Sum));
        return rows.GroupBy(r => r.Code).ToDictionary(g => g.Key, g => (g.Sum(r => r.Count),
            (IReadOnlyList<Money>)[.. g.Where(r => r.Sum != 0).OrderByDescending(r => r.Sum).Select(r => new Money(r.Sum, r.Currency))]));
    }

    private async Task<IReadOnlyList<DealBoardResult>> Results(IQueryable<Deal> deals, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - RecentlyClosed;
        var rows = await deals.Where(d => d.Outcome != DealOutcome.Open && d.ClosedAt >= since)
            .GroupBy(d => new { d.Outcome, d.Currency })
            .Select(g => new { g.Key.Outcome, g.Key.Currency, Count = g.Count(), Sum = g.Sum(d => d.WonAmount ?? d.Potential ?? 0) })
            .ToListAsync(cancellation);
        return [.. new[] { DealOutcome.Won, DealOutcome.Lost }.Select(outcome => new DealBoardResult(outcome,
            rows.Where(r => r.Outcome == outcome).Sum(r => r.Count),
            [.. rows.Where(r => r.Outcome == outcome && r.Sum != 0).Select(r => new Money(r.Sum, r.Currency))]))];
    }

    private async Task<IReadOnlyList<DealBoardCard>> Cards(CrmDbContext database, IQueryable<Deal> deals, DealBoardType type, string column,
        int skip, Surroundings around, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (type.ControlMode == ControlMode.None)
        {
            var outcome = Enum.Parse<DealOutcome>(column);
            deals = deals.Where(d => d.Outcome == outcome).OrderByDescending(d => d.OpenedAt).ThenBy(d => d.Id);
        }
        else
        {
            // The longest stay first: what waits is seen.
            deals = deals.Where(d => d.Outcome == DealOutcome.Open && d.StageCode == column).OrderBy(d => d.StageEnteredAt).ThenBy(d => d.Id);
        }
        var rows = await deals.Skip(skip).Take(PageSize).Select(d => new
        {
            d.Id,
            d.Revision,
            d.Number,
            d.Name,
            d.OwnerId,
            d.OwnerUnitId,
            d.Potential,
            d.Currency,
            d.ControlMode,
            d.StageCode,
            d.StageEnteredAt,
            d.HeldMinutes,
            d.HeldUntil,
            d.ProcedureVersionId,
            Customer = database.Set<Customer>().Where(c => c.Id == d.CustomerId).Select(c => c.Name).FirstOrDefault(),
            Overdue = database.Set<TaskItem>().Any(t => t.DealId == d.Id && t.DueAt < now
                && (t.State == TaskState.Available || t.State == TaskState.Claimed)),
        }).ToListAsync(cancellation);
        var cards = new List<DealBoardCard>();
        foreach (var row in rows)
        {
            var flow = (await procedures.Get(row.ProcedureVersionId, database, cancellation)).Flow;
            cards.Add(new DealBoardCard(row.Id, row.Revision, row.Number, row.Name)
            {
                Customer = row.Customer,
                Owner = around.FindUser(row.OwnerId)?.Name ?? "—",
                Amount = row.Potential is { } minor ? new Money(minor, row.Currency) : null,
                ControlMode = row.ControlMode,
                StageCode = row.StageCode,
                Days = row.StageEnteredAt is { } entered ? (int)(now - entered).TotalDays : null,
                Age = AgeOf(flow.Find(row.StageCode ?? ""), row.StageEnteredAt, row.HeldMinutes, around.CalendarFor(null, row.OwnerUnitId), now),
                HasOverdueTask = row.Overdue,
                IsHeld = row.HeldUntil is not null,
            });
        }
        return cards;
    }

    /// <summary>Working time of the stay against the stage's limits; time on hold does not count.</summary>
    internal static StageAge AgeOf(Stage? stage, DateTimeOffset? entered, int heldMinutes, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (stage is null || entered is not { } since || (stage.SlaMinutes ?? stage.StaleMinutes) is null) return StageAge.Fresh;
        var worked = calendar.Between(since, now).TotalMinutes - heldMinutes;
        return worked > stage.StaleMinutes ? StageAge.Stale : worked > (stage.SlaMinutes ?? stage.StaleMinutes) ? StageAge.Late : StageAge.Fresh;
    }
}
