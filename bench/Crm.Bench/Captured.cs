namespace Crm.Bench;

internal enum Change { Insert, Update, Delete }

/// <summary>One row that the product wrote: what it inserted, the columns it changed, or the key it deleted.</summary>
internal sealed record Row(string Table, Change Change, IReadOnlyDictionary<string, object?> Key, IReadOnlyDictionary<string, object?> Values);

/// <summary>One advance as the product wrote it, found by comparing all tables before and after.</summary>
internal sealed record Captured(Ready Ready, IReadOnlyList<Row> Rows)
{
    /// <summary>How many rows each table gained.</summary>
    public IReadOnlyDictionary<string, int> Growth => Rows.Where(r => r.Change is not Change.Update).GroupBy(r => r.Table)
        .ToDictionary(g => g.Key, g => g.Sum(r => r.Change is Change.Insert ? 1 : -1));

    public static async Task<Captured> OfAsync(Site site)
    {
        var actor = await Crm.Testing.TracedRunner.ActorAsync(site.Office, site.Office.Anna);
        var ready = (await site.PrepareAsync(1))[0];
        var before = await TableDump.AllAsync(site);
        await site.AdvanceAsync(actor, ready);
        var after = await TableDump.AllAsync(site);
        return new(ready, [.. after.SelectMany(table => Compare(before[table.Key], table.Value))]);
    }

    private static IEnumerable<Row> Compare(TableDump before, TableDump after)
    {
        foreach (var (key, row) in after.Rows)
        {
            if (!before.Rows.TryGetValue(key, out var old)) yield return new(after.Name, Change.Insert, after.KeyOf(row), row);
            else if (row.Where(c => !Same(c.Value, old[c.Key])).ToDictionary() is { Count: > 0 } changed) yield return new(after.Name, Change.Update, after.KeyOf(row), changed);
        }
        foreach (var (key, row) in before.Rows)
            if (!after.Rows.ContainsKey(key)) yield return new(after.Name, Change.Delete, after.KeyOf(row), after.KeyOf(row));
    }

    private static bool Same(object? left, object? right) => left is Array a && right is Array b
        ? a.Cast<object?>().SequenceEqual(b.Cast<object?>())
        : Equals(left, right);
}
