using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Bench;

/// <summary>All rows of one table by their key, as the driver reads them.</summary>
internal sealed class TableDump(string name, IReadOnlyList<string> key)
{
    public string Name => name;
    public Dictionary<string, Dictionary<string, object?>> Rows { get; } = [];

    public Dictionary<string, object?> KeyOf(Dictionary<string, object?> row) => key.ToDictionary(column => column, column => row[column]);

    public static async Task<Dictionary<string, TableDump>> AllAsync(Site site)
    {
        var keys = await site.Office.ReadAsync(d => Task.FromResult(Keys(d)));
        var all = new Dictionary<string, TableDump>();
        await using var connection = await site.ConnectAsync();
        foreach (var (table, key) in keys)
        {
            var dump = all[table] = new TableDump(table, key);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i));
                dump.Rows[string.Join('|', key.Select(column => row[column]))] = row;
            }
        }
        return all;
    }

    private static Dictionary<string, IReadOnlyList<string>> Keys(CrmDbContext database) => database.Model.GetEntityTypes()
        .Where(t => t.GetTableName() is not null && !t.IsOwned() && t.FindPrimaryKey() is not null)
        .GroupBy(t => t.GetTableName()!)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.First().FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())]);
}
