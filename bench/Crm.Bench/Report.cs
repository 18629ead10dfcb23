using System.Globalization;
using Crm.Testing;

namespace Crm.Bench;

/// <summary>Prints what was measured as a table of Markdown.</summary>
internal static class Report
{
    public const double Goal = 0.5;

    /// <summary>How much memory an advance may ask for.</summary>
    public const double MostKib = 150;

    private static readonly string[] Columns =
        ["database", "workers", "product /s", "limit /s", "ratio", "min–max", "p50 ms", "p99 ms", "limit p50", "limit p99", "CPU ms", "limit CPU", "WAL", "limit WAL", "KiB allocated"];

    public static void Begin(DatabaseKind kind, Captured captured, SqlTrace trace)
    {
        var rows = string.Join(", ", captured.Rows.GroupBy(r => (r.Change, r.Table)).Select(g => $"{g.Key.Change} {g.Key.Table} {g.Count()}").Order());
        Console.WriteLine($"\n{kind}: {trace.RoundTrips} round trips and {trace.Statements.Count} statements per advance; "
            + $"limit: 3 round trips, {Statement.Of(captured, kind).Count + 3} statements.\nRows: {rows}\n");
        Console.WriteLine($"| {string.Join(" | ", Columns)} |\n|{string.Concat(Columns.Select(_ => "---|"))}");
    }

    public static void Line(DatabaseKind kind, int workers, Comparison comparison)
    {
        var pairs = comparison.Pairs;
        var ratios = pairs.Select(p => p.Product.PerSecond / p.Limit.PerSecond).ToList();
        var (products, limits) = (pairs.Select(p => p.Product).ToList(), pairs.Select(p => p.Limit).ToList());
        string[] cells =
        [
            kind.ToString(), Text(workers), Text(Of(products, s => s.PerSecond)), Text(Of(limits, s => s.PerSecond)), Text(comparison.Ratio, "0.00"),
            $"{Text(ratios.Min(), "0.00")}–{Text(ratios.Max(), "0.00")}",
            Text(Of(products, s => s.Percentile(0.5)), "0.0"), Text(Of(products, s => s.Percentile(0.99)), "0.0"),
            Text(Of(limits, s => s.Percentile(0.5)), "0.0"), Text(Of(limits, s => s.Percentile(0.99)), "0.0"),
            Text(Of(products, s => s.Cpu.TotalMilliseconds / s.Done), "0.00"), Text(Of(limits, s => s.Cpu.TotalMilliseconds / s.Done), "0.00"),
            Text(Of(products, s => (double)s.WalBytes / s.Done)), Text(Of(limits, s => (double)s.WalBytes / s.Done)),
            Text(Kib(comparison)),
        ];
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    public static double Kib(Comparison comparison) => Of([.. comparison.Pairs.Select(p => p.Product)], s => s.Allocated / 1024.0 / s.Done);

    private static double Of(List<Slice> slices, Func<Slice, double> figure) => Comparison.Median(slices.Where(s => s.Done > 0).Select(figure));

    private static string Text(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);
}
