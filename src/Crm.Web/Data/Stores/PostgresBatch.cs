using Crm.Workflows.Runtime;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>One round trip: the changes of different tables as one statement, then their new rows as one, then the commit.</summary>
internal sealed class PostgresBatch(NpgsqlTransaction transaction) : RowBatch
{
    private readonly NpgsqlBatch batch = new(transaction.Connection, transaction);
    private readonly List<Part> changes = [], inserts = [];

    public override void Change(RowTable table, string text, IReadOnlyList<(RowColumn Column, object? Value)> values) =>
        changes.Add(new(table, text, [.. values.Select(v => v.Column.Parameter(v.Value))]));

    // One row as values and more as arrays: whatever their number, the text is one of two, and the server has prepared it.
    public override void Insert(RowTable table, List<object> rows) => inserts.Add(rows.Count == 1
        ? new(table, table.Insert(1, postgres: true), [.. table.Columns.Select(c => c.Parameter(c.Inserted(rows[0])))])
        : new(table, table.InsertFromArrays, [.. table.Columns.Select(c => c.Parameter(rows))]));

    public override async Task Run(bool commit, CancellationToken cancellation)
    {
        foreach (var group in OncePerTable(changes)) Add(group, JoinedSql.Checked);
        if (inserts.Count > 0) Add(inserts, JoinedSql.Together);
        if (commit)
        {
            Fault.At("before-commit");
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    public override ValueTask DisposeAsync() => batch.DisposeAsync();

    /// <summary>
    /// Parts of one statement run in no given order, so rows of one table that could be in each other's way are changed one by one. New rows
    /// of a table come together as they are.
    /// </summary>
    private static IEnumerable<List<Part>> OncePerTable(List<Part> parts)
    {
        var group = new List<Part>();
        foreach (var part in parts)
        {
            if (group.Exists(p => p.Table == part.Table))
            {
                yield return group;
                group = [];
            }
            group.Add(part);
        }
        if (group.Count > 0) yield return group;
    }

    private void Add(List<Part> group, JoinedSql join)
    {
        var command = new NpgsqlBatchCommand(join.Of([.. group.Select(p => p.Text)]));
        foreach (var part in group)
            foreach (var parameter in part.Parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private sealed record Part(RowTable Table, string Text, NpgsqlParameter[] Parameters);
}
