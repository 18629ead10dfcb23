using System.Globalization;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Fixtures;

/// <summary>Every row of every table at one moment, as text: two of them tell whether anything was written.</summary>
internal sealed class TableRows
{
    // Signing in and using a key leave traces that no command has to do with.
    private static readonly string[] BesideCommands = ["api_tokens", "data_protection_keys"];

    private readonly SortedDictionary<string, List<string>> tables = new(StringComparer.Ordinal);

    public static async Task<TableRows> ReadAsync(CrmDbContext database)
    {
        var rows = new TableRows();
        await database.Database.OpenConnectionAsync();
        foreach (var table in database.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Except(BesideCommands))
            rows.tables[table] = await ReadAsync(database, table);
        return rows;
    }

    /// <summary>Fails with the tables that differ and a few of their rows.</summary>
    public void MustEqual(TableRows after, string when)
    {
        var changed = tables.Keys.Where(table => !tables[table].SequenceEqual(after.tables[table])).ToList();
        Assert.True(changed.Count == 0, $"{when}: {string.Join('\n', changed.Select(table => $"{table}: {Some(after.tables[table].Except(tables[table]))}"))}");
    }

    private static string Some(IEnumerable<string> rows) => string.Join(" / ", rows.Take(3));

    private static async Task<List<string>> ReadAsync(CrmDbContext database, string table)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM " + table;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        Array list => string.Join(',', list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
