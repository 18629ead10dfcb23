using Crm.Domain;
using Crm.Testing;

namespace Crm.Bench;

/// <summary>The product beside the limit, A B A B, on one database with one number of workers.</summary>
internal sealed class Comparison(Site site, Captured captured, Actor actor, int workers, BenchOptions options)
{
    private readonly List<(Slice Product, Slice Limit)> pairs = [];
    private int perSlice = 300;

    public IReadOnlyList<(Slice Product, Slice Limit)> Pairs => pairs;

    public double Ratio => Median(pairs.Select(p => p.Product.PerSecond)) / Median(pairs.Select(p => p.Limit.PerSecond));

    public async Task MeasureAsync()
    {
        var limits = new List<Replay>();
        for (var i = 0; i < workers; i++) limits.Add(await Replay.OpenAsync(site, captured));
        // The first pair warms up and is dropped.
        for (var i = 0; i <= options.Pairs; i++)
        {
            var product = await ProductAsync();
            var limit = await LimitAsync(limits);
            if (i > 0) pairs.Add((product, limit));
            perSlice = (int)Math.Max(300, Math.Max(product.PerSecond, limit.PerSecond) * options.Seconds * 1.5);
        }
        foreach (var limit in limits) await limit.DisposeAsync();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private async Task<Slice> ProductAsync()
    {
        var work = new Queue<Ready>(await site.PrepareAsync(perSlice));
        return await CountedAsync(() => Slice.Of(work, workers, options.Seconds, site.WalAsync, (_, ready) => site.AdvanceAsync(actor, ready)));
    }

    private async Task<Slice> LimitAsync(List<Replay> limits)
    {
        var work = new Queue<Prepared>((await site.PrepareAsync(perSlice)).Select(ready => Replay.Prepare(site, captured, ready)));
        return await CountedAsync(() => Slice.Of(work, workers, options.Seconds, site.WalAsync, (worker, prepared) => limits[worker].RunAsync(prepared)));
    }

    /// <summary>Both sides have to leave exactly the captured number of rows in every table.</summary>
    private async Task<Slice> CountedAsync(Func<Task<Slice>> run)
    {
        var before = await site.Office.RowsAsync();
        var slice = await run();
        foreach (var (table, rows) in await site.Office.RowsAsync())
        {
            var expected = captured.Growth.GetValueOrDefault(table) * slice.Done;
            if (rows - before[table] != expected)
                throw new InvalidOperationException($"{table} gained {rows - before[table]} rows in {slice.Done} advances instead of {expected}.");
        }
        return slice;
    }
}
