using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Reports;

/// <summary>The closed deals of a period that a reader may see, added up by the database: what comes back is as long as the report.</summary>
internal sealed class ClosedDeals(IQueryable<ClosedDeal> deals, RateTable rates)
{
    /// <summary>Won deals met so far whose amount is in no sum because their currency has no rate on the day of closing.</summary>
    public int WithoutRate { get; private set; }

    public static async Task<ClosedDeals> Of(CrmDbContext database, Actor actor, DateOnly? from, DateOnly? to, TimeZoneInfo zone, RateTable rates,
        CancellationToken cancellation)
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
        deals = deals.VisibleTo(actor, database);
        var days = await Days(deals, zone, cancellation);
        return new ClosedDeals(deals.Select(days.In<Func<Deal, ClosedDeal>>(d => new ClosedDeal
        {
            UnitId = d.OwnerUnitId,
            OwnerId = d.OwnerId,
            ProductId = d.ProductId,
            IsWon = d.Outcome == DealOutcome.Won,
            WonAmount = d.WonAmount,
            Currency = d.Currency,
            OpenedOnKnown = d.OpenedAtKnown,
            OpenedOn = ZoneDays.DayOf(d.OpenedAt),
            ClosedOn = ZoneDays.DayOf(d.ClosedAt!.Value),
        })), rates);
    }

    /// <summary>A key may come more than once.</summary>
    public async IAsyncEnumerable<(TKey Key, ResultsSum Sum)> Sums<TKey>(Expression<Func<ClosedDeal, TKey>> key,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hasForeign = false;
        await foreach (var group in deals.GroupBy(key).Select(ResultsSum.Of<TKey>(rates.ReportCurrency)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            hasForeign |= group.Sum.Foreign > 0;
            yield return (group.Key, group.Sum);
        }
        if (!hasForeign) yield break;
        await foreach (var (of, revenue) in Foreign(key).WithCancellation(cancellation)) yield return (of, new ResultsSum { Revenue = revenue });
    }

    /// <summary>Each deal is rounded by itself (F-01), so equal amounts of one day are converted once and counted.</summary>
    private async IAsyncEnumerable<(TKey Key, long Revenue)> Foreign<TKey>(Expression<Func<ClosedDeal, TKey>> key)
    {
        var own = rates.ReportCurrency;
        var amounts = deals.Where(d => d.IsWon && d.Currency != own && d.WonAmount != null)
            .GroupBy(ForeignAmount<TKey>.Of(key)).Select(g => new { g.Key, Count = g.Count() });
        await foreach (var amount in amounts.AsAsyncEnumerable())
        {
            var one = InReportCurrency(new Money(amount.Key.Minor, amount.Key.Currency), ZoneDays.On(amount.Key.On));
            if (one is null) WithoutRate += amount.Count;
            yield return (amount.Key.Key, (one ?? 0) * amount.Count);
        }
    }

    private long? InReportCurrency(Money amount, DateOnly on)
    {
        try
        {
            return rates.ToReport(amount, on).Minor;
        }
        catch (DomainException missing) when (missing.Code == "CUR-001")
        {
            return null;
        }
    }

    private static async Task<ZoneDays> Days(IQueryable<Deal> deals, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var span = await deals.GroupBy(_ => 1).Select(g => new { First = g.Min(d => d.OpenedAt), Closed = g.Min(d => d.ClosedAt), Last = g.Max(d => d.ClosedAt) })
            .FirstOrDefaultAsync(cancellation);
        if (span is not { Closed: { } closed, Last: { } last }) return new ZoneDays(zone, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        return new ZoneDays(zone, span.First < closed ? span.First : closed, last);
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, day.Year <= 1 ? TimeSpan.Zero : zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
