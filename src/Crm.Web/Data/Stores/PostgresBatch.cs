using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>All statements in one round trip.</summary>
internal sealed class PostgresBatch(NpgsqlTransaction transaction) : RowBatch
{
    private readonly NpgsqlBatch batch = new(transaction.Connection, transaction);
    private readonly List<int> expectations = [];

    public override void Add(string text, IReadOnlyList<(RowColumn Column, object? Value)> values, int expected)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var (column, value) in values) command.Parameters.Add(column.Parameter(value));
        batch.BatchCommands.Add(command);
        expectations.Add(expected);
    }

    public void Add(RowTable table, List<object> rows)
    {
        var command = new NpgsqlBatchCommand(table.InsertFromArrays);
        foreach (var column in table.Columns) command.Parameters.Add(column.Parameter(rows));
        batch.BatchCommands.Add(command);
        expectations.Add(rows.Count);
    }

    public override async Task Run(CancellationToken cancellation)
    {
        if (expectations.Count == 0) return;
        await batch.ExecuteNonQueryAsync(cancellation);
        for (var i = 0; i < expectations.Count; i++) Require(expectations[i], batch.BatchCommands[i].RecordsAffected);
    }

    public override ValueTask DisposeAsync() => batch.DisposeAsync();
}
