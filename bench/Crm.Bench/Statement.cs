using System.Globalization;
using Crm.Testing;

namespace Crm.Bench;

/// <summary>One statement of the replayed transaction with the values that it writes.</summary>
internal sealed record Statement(string Text, IReadOnlyList<object?> Values)
{
    /// <summary>One statement for each table and kind of change. A column that is null in all rows is left out: it is null anyway.</summary>
    public static IReadOnlyList<Statement> Of(Captured captured, DatabaseKind kind)
    {
        var rows = captured.Rows.OrderBy(r => r.Table, StringComparer.Ordinal).ToList();
        return
        [
            .. rows.Where(r => r.Change is Change.Delete).Select(r => new Statement($"DELETE FROM {r.Table} WHERE {Each(r.Key.Keys, " AND ", 0)}", [.. r.Key.Values])),
            // The open visit is closed before the next one is opened.
            .. rows.Where(r => r.Change is Change.Update).Select(r => new Statement(
                $"UPDATE {r.Table} SET {Each(r.Values.Keys, ", ", 0)} WHERE {Each(r.Key.Keys, " AND ", r.Values.Count)}", [.. r.Values.Values, .. r.Key.Values])),
            .. rows.Where(r => r.Change is Change.Insert).GroupBy(r => r.Table).Select(Insert),
        ];

        Statement Insert(IGrouping<string, Row> table)
        {
            var columns = table.First().Values.Keys.Where(c => table.Any(r => r.Values[c] is not null)).ToList();
            var groups = table.Select((_, row) => $"({string.Join(", ", columns.Select((_, i) => Name(row * columns.Count + i)))})");
            return new($"INSERT INTO {table.Key} ({string.Join(", ", columns)}) VALUES {string.Join(", ", groups)}",
                [.. table.SelectMany(r => columns.Select(c => r.Values[c]))]);
        }

        string Each(IEnumerable<string> columns, string between, int first) => string.Join(between, columns.Select((c, i) => $"{c} = {Name(first + i)}"));

        string Name(int index) => kind is DatabaseKind.Postgres
            ? "$" + (index + 1).ToString(CultureInfo.InvariantCulture)
            : ParameterName(index);
    }

    public static string ParameterName(int index) => "@p" + index.ToString(CultureInfo.InvariantCulture);
}
