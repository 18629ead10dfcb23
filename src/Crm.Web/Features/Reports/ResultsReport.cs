using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Reports;

/// <summary>
/// Won and lost deals of a period by manager, agent, product or month. Days and months are those of the company's calendar. The database
/// chooses the rows that the reader may see; days between two instants in a zone with summer time are beyond its words.
/// </summary>
internal sealed class ResultsReport(IDbContextFactory<CrmDbContext> databases, SurroundingsCache surroundings)
{
    public async Task<ResultsTable> Read(Actor actor, ResultsBy by, DateOnly? from, DateOnly? to, CancellationToken cancellation = default)
    {
        actor.Require(Right.ReportsView);
        if (to < from) throw DomainException.For("RPT-002", "to");
        var around = await surroundings.Get(cancellation);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rates = new RateTable(around.Currency, await database.Set<ExchangeRate>().AsNoTracking().ToListAsync(cancellation));
        var heads = new UnitTree(around.Units.Values);
        var headOf = new Dictionary<Guid, Guid?>();
        var sums = new Dictionary<string, ResultsSum>();
        var (total, withoutRate) = (new ResultsSum(), 0);

        await foreach (var deal in Closed(database, actor, from, to, around.TimeZone).WithCancellation(cancellation))
        {
            var closedOn = DateIn(around.TimeZone, deal.ClosedAt);
            var key = by switch
            {
                ResultsBy.Manager => Head(deal.UnitId)?.ToString(),
                ResultsBy.Agent => deal.OwnerId.ToString(),
                ResultsBy.Product => deal.ProductId?.ToString(),
                _ => closedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            } ?? "";
            if (!sums.TryGetValue(key, out var sum)) sums[key] = sum = new ResultsSum();
            if (!deal.IsWon)
            {
                sum.AddLost();
                total.AddLost();
                continue;
            }
            var days = deal.OpenedAtKnown ? closedOn.DayNumber - DateIn(around.TimeZone, deal.OpenedAt).DayNumber : (int?)null;
            var revenue = InReportCurrency(deal, rates, closedOn);
            if (revenue is null) withoutRate++;
            sum.AddWon(revenue ?? 0, days);
            total.AddWon(revenue ?? 0, days);
        }

        var names = await Names(database, by, sums.Keys, cancellation);
        var rows = sums.Select(s => ResultsRow.Of(s.Key.Length == 0 ? null : s.Key, names.GetValueOrDefault(s.Key), s.Value, around.Currency));
        return new ResultsTable(by.Word(), from, to, around.Currency, [.. Ordered(rows, by)], ResultsRow.Of(null, null, total, around.Currency))
        {
            WithoutRate = withoutRate,
        };

        Guid? Head(Guid? unitId)
        {
            if (unitId is not { } unit) return null;
            if (!headOf.TryGetValue(unit, out var head))
                headOf[unit] = head = heads.HeadsAbove(unit) is [var nearest, ..] ? nearest : null;
            return head;
        }
    }

    private static IAsyncEnumerable<ClosedDeal> Closed(CrmDbContext database, Actor actor, DateOnly? from, DateOnly? to, TimeZoneInfo zone)
    {
        var deals = database.Set<Deal>().AsNoTracking().Where(d => d.Outcome != DealOutcome.Open && d.ClosedAt != null);
        if (from is { } first)
        {
            var start = StartOf(first, zone);
            deals = deals.Where(d => d.ClosedAt >= start);
        }
        if (to is { } last && last < DateOnly.MaxValue)
        {
            var end = StartOf(last.AddDays(1), zone);
            deals = deals.Where(d => d.ClosedAt < end);
        }
        return deals.VisibleTo(actor, database)
            .Select(d => new ClosedDeal(d.OwnerId, d.OwnerUnitId, d.ProductId, d.Outcome == DealOutcome.Won, d.WonAmount, d.Currency,
                d.OpenedAt, d.OpenedAtKnown, d.ClosedAt!.Value))
            .AsAsyncEnumerable();
    }

    private static long? InReportCurrency(ClosedDeal deal, RateTable rates, DateOnly on)
    {
        if (deal.WonAmount is not { } amount || deal.Currency == rates.ReportCurrency) return deal.WonAmount ?? 0;
        try
        {
            return rates.ToReport(new Money(amount, deal.Currency), on).Minor;
        }
        catch (DomainException missing) when (missing.Code == "CUR-001")
        {
            return null;
        }
    }

    private static async Task<Dictionary<string, string>> Names(CrmDbContext database, ResultsBy by, IEnumerable<string> keys,
        CancellationToken cancellation)
    {
        if (by is ResultsBy.Month) return keys.ToDictionary(k => k);
        Guid[] ids = [.. keys.Where(k => k.Length > 0).Select(Guid.Parse)];
        var named = by is ResultsBy.Product
            ? database.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            : database.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name });
        return await named.ToDictionaryAsync(n => n.Id.ToString(), n => n.Name, cancellation);
    }

    private static IEnumerable<ResultsRow> Ordered(IEnumerable<ResultsRow> rows, ResultsBy by) => by is ResultsBy.Month
        ? rows.OrderBy(r => r.Id, StringComparer.Ordinal)
        : rows.OrderByDescending(r => r.WinRatePct ?? -1).ThenByDescending(r => r.Won).ThenBy(r => r.Name, StringComparer.Ordinal);

    private static DateOnly DateIn(TimeZoneInfo zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, day.Year <= 1 ? TimeSpan.Zero : zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private sealed record ClosedDeal(Guid OwnerId, Guid? UnitId, Guid? ProductId, bool IsWon, long? WonAmount, string Currency,
        DateTimeOffset OpenedAt, bool OpenedAtKnown, DateTimeOffset ClosedAt);
}
