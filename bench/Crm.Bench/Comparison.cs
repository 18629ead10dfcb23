using Crm.Domain;
using Crm.Testing;

namespace Crm.Bench;

/// <summary>The product beside the limit, A B A B, on one database with one number of workers.</summary>
internal sealed class Comparison(Site site, Captured captured, Actor actor, int workers, BenchOptions options)
{
    private readonly List<(Slice Product, Slice Limit)> pairs = [];
    private int products = 500, limits = 500;

    public IReadOnlyList<(Slice Product, Slice Limit)> Pairs => pairs;

    public double Ratio => Median(pairs.Select(p => p.Product.PerSecond)) / Median(pairs.Select(p => p.Limit.PerSecond));

    public async Task MeasureAsync()
    {
        var replays = new List<Replay>();
        for (var i = 0; i < workers; i++) replays.Add(await Replay.OpenAsync(site, captured));
        // The first pair warms up and is dropped.
        for (var i = 0; i <= options.Pairs; i++)
        {
            var product = await ProductAsync();
            var limit = await LimitAsync(replays);
            if (i > 0) pairs.Add((product, limit));
            products = Enough(product);
            limits = Enough(limit);
        }
        foreach (var replay in replays) await replay.DisposeAsync();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private int Enough(Slice last) => (int)Math.Max(300, last.PerSecond * options.Seconds * 1.3);

    private async Task<Slice> ProductAsync()
    {
        var work = new Queue<Ready>(await site.PrepareAsync(products));
        return await CountedAsync(() => Slice.Of(work, workers, options.Seconds, site.WalAsync, (_, ready) => site.AdvanceAsync(actor, ready)));
    }

    private async Task<Slice> LimitAsync(List<Replay> replays)
    {
        var work = new Queue<Prepared>((await site.PrepareAsync(limits)).Select(ready => Replay.Prepare(site, captured, ready)));
        return await CountedAsync(() => Slice.Of(work, workers, options.Seconds, site.WalAsync, (worker, prepared) => replays[worker].RunAsync(prepared)));
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
