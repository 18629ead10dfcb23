using System.Data.Common;
using Crm.Workflows.Runtime;

namespace Crm.Web.Data.Stores;

/// <summary>One statement after the other: there is no way to save between a process and its own file.</summary>
internal sealed class SqliteBatch(WritePlace place, DbTransaction transaction) : RowBatch
{
    // SQLite takes 32,766 parameters in one statement, but looks each up by its name along the list of all: many are slow by their square.
    private const int Parameters = 1_000;

    private readonly List<(string Point, string Text, List<RowCell> Cells, bool AreNew, int Expected)> statements = [];

    public override void Change(RowTable table, string text, List<RowCell> cells) =>
        statements.Add(("changed-" + table.Name, text, cells, false, 1));

    public override void Insert(RowTable table, List<object> rows)
    {
        foreach (var part in rows.Chunk(Parameters / table.Columns.Count))
            statements.Add(("added-" + table.Name, table.Insert(part.Length, postgres: false),
                [.. part.SelectMany(row => table.Columns.Select(c => new RowCell(c, row)))], true, part.Length));
    }

    public override async Task Run(bool commit, CancellationToken cancellation)
    {
        foreach (var (point, text, cells, areNew, expected) in statements)
        {
            var command = place.Command(text);
            command.Transaction = transaction;
            for (var i = 0; i < cells.Count; i++)
                command.Parameters.Add(cells[i].Column.Parameter(command, RowTable.Parameter(i, postgres: false), cells[i].Record, areNew));
            var affected = await command.ExecuteNonQueryAsync(cancellation);
            if (affected != expected)
                throw new StoreConflictException(isTransient: true, new InvalidOperationException($"{affected} rows instead of {expected}: somebody else was first."));
            Fault.At(point);
        }
        if (!commit) return;
        Fault.At("before-commit");
        await transaction.CommitAsync(cancellation);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
