using System.Globalization;
using System.Linq.Expressions;
using Crm.Domain;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Reports;

/// <summary>
/// Won and lost deals of a period by manager, agent, product or month. Days and months are those of the company's calendar. The database
/// counts and adds up the deals that the reader may see.
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
        var deals = await ClosedDeals.Of(database, actor, from, to, around.TimeZone, rates, cancellation);

        var sums = new Dictionary<string, ResultsSum>();
        var total = new ResultsSum();
        await foreach (var (key, sum) in By(deals, by, new UnitTree(around.Units.Values), cancellation))
        {
            sums[key] = sums.GetValueOrDefault(key) is { } known ? known + sum : sum;
            total += sum;
        }

        var names = await Names(database, by, sums.Keys, cancellation);
        var rows = sums.Select(s => ResultsRow.Of(s.Key.Length == 0 ? null : s.Key, names.GetValueOrDefault(s.Key), s.Value, around.Currency));
        return new ResultsTable(by.Word(), from, to, around.Currency, [.. Ordered(rows, by)], ResultsRow.Of(null, null, total, around.Currency))
        {
            WithoutRate = deals.WithoutRate,
        };
    }

    private static IAsyncEnumerable<(string Key, ResultsSum Sum)> By(ClosedDeals deals, ResultsBy by, UnitTree tree, CancellationToken cancellation) => by switch
    {
        ResultsBy.Manager => Keyed(deals, d => d.UnitId, unit => HeadOf(tree, unit), cancellation),
        ResultsBy.Agent => Keyed(deals, d => d.OwnerId, id => id, cancellation),
        ResultsBy.Product => Keyed(deals, d => d.ProductId, id => id, cancellation),
        _ => deals.Sums(d => d.ClosedOn, cancellation)
            .Select(g => (Data.Queries.ZoneDays.On(g.Key).ToString("yyyy-MM", CultureInfo.InvariantCulture), g.Sum)),
    };

    private static IAsyncEnumerable<(string, ResultsSum)> Keyed(ClosedDeals deals, Expression<Func<ClosedDeal, Guid?>> key, Func<Guid?, Guid?> named,
        CancellationToken cancellation) =>
        deals.Sums(key, cancellation).Select(g => (named(g.Key)?.ToString() ?? "", g.Sum));

    private static Guid? HeadOf(UnitTree tree, Guid? unitId) => unitId is { } unit && tree.HeadsAbove(unit) is [var nearest, ..] ? nearest : null;

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
}
