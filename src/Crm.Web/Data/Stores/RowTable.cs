using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Web.Data.Stores;

/// <summary>One table as the model maps it, with the texts of the statements that write it. Texts are few and kept.</summary>
internal sealed class RowTable
{
    private static readonly ConcurrentDictionary<(IModel, Type), RowTable> Known = new();
    private readonly ConcurrentDictionary<(int Rows, bool Postgres), string> inserts = new();
    private readonly ConcurrentDictionary<(ulong Changed, bool Postgres), string> updates = new();
    private readonly ConcurrentDictionary<bool, string> deletes = new();
    private readonly string head;

    private RowTable(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        Name = table.Name;
        // What the database numbers itself is left to it.
        Columns = [.. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || !p.IsPrimaryKey())
            .Select(p => RowColumn.Of(p, p.GetColumnName(table)!))];
        if (Columns.Count > 64) throw new NotSupportedException($"{Name} has more columns than a set of changes can name.");
        head = $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(c => c.Name))})";
        InsertFromArrays = $"{head} SELECT * FROM unnest({string.Join(", ", Columns.Select((_, i) => Parameter(i, true)))})";
    }

    public string Name { get; }
    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>Any number of rows as one array per column: always the same text, so one prepared statement (PostgreSQL).</summary>
    public string InsertFromArrays { get; }

    public static RowTable Of(IModel model, Type type) => Known.GetOrAdd((model, type), key => new RowTable(key.Item1.FindEntityType(key.Item2)!));

    /// <summary>So many rows as one list of values.</summary>
    public string Insert(int rows, bool postgres) => inserts.GetOrAdd((rows, postgres), key => $"{head} VALUES " + string.Join(", ",
        Enumerable.Range(0, key.Rows).Select(row => $"({string.Join(", ", Columns.Select((_, i) => Parameter(row * Columns.Count + i, key.Postgres)))})")));

    /// <summary>One row: first the changed columns, then what identifies it and, if it has one, its revision.</summary>
    public string Update(ulong changed, bool postgres) => updates.GetOrAdd((changed, postgres), key =>
    {
        var next = 0;
        var set = Each(Columns.Where((_, i) => (key.Changed & (1UL << i)) != 0), ", ");
        return $"UPDATE {Name} SET {set} WHERE {Each(Columns.Where(c => c.IsKey || c.IsRevision), " AND ")}";

        string Each(IEnumerable<RowColumn> columns, string between) => string.Join(between, columns.Select(c => $"{c.Name} = {Parameter(next++, key.Postgres)}"));
    });

    /// <summary>One row by what identifies it.</summary>
    public string Delete(bool postgres) => deletes.GetOrAdd(postgres, key =>
        $"DELETE FROM {Name} WHERE {string.Join(" AND ", Columns.Where(c => c.IsKey).Select((c, i) => $"{c.Name} = {Parameter(i, key)}"))}");

    public static string Parameter(int index, bool postgres) => postgres
        ? "$" + (index + 1).ToString(CultureInfo.InvariantCulture)
        : "@p" + index.ToString(CultureInfo.InvariantCulture);
}
