using Crm.Workflows.Runtime;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>One round trip: the changes of different tables as one statement, then their new rows as one, then the commit.</summary>
internal sealed class PostgresBatch(NpgsqlTransaction transaction) : RowBatch
{
    private readonly NpgsqlBatch batch = new(transaction.Connection, transaction);
    private readonly List<Part> changes = [], inserts = [];
    private readonly List<(NpgsqlBatchCommand Command, NpgsqlParameter[] Parameters)> filled = [];

    public override void Change(RowTable table, string text, List<RowCell> cells) => changes.Add(new(table, text, cells, null));

    // One row as values and more as arrays: whatever their number, the text is one of two, and the server has prepared it.
    public override void Insert(RowTable table, List<object> rows) =>
        inserts.Add(new(table, rows.Count == 1 ? table.Insert(1, postgres: true) : table.InsertFromArrays, null, rows));

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
        foreach (var (command, parameters) in filled) KeptParameters.GiveBack(command, parameters);
        filled.Clear();
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
        var parameters = KeptParameters.Take(command.CommandText) ?? [.. group.SelectMany(part => part.Parameters())];
        var next = 0;
        foreach (var part in group)
        {
            if (part.Cells is { } cells)
                foreach (var (column, record) in cells) column.Fill(parameters[next++], record, isNew: false);
            else if (part.Rows is [var row])
                foreach (var column in part.Table.Columns) column.Fill(parameters[next++], row, isNew: true);
            else
                foreach (var column in part.Table.Columns) column.Fill(parameters[next++], part.Rows!);
        }
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        filled.Add((command, parameters));
    }

    /// <summary>What changes one row has its cells, what adds rows has them whole.</summary>
    private sealed record Part(RowTable Table, string Text, List<RowCell>? Cells, List<object>? Rows)
    {
        public IEnumerable<NpgsqlParameter> Parameters() => Cells is null
            ? Table.Columns.Select(column => column.Parameter(many: Rows!.Count > 1))
            : Cells.Select(cell => cell.Column.Parameter(many: false));
    }
}
