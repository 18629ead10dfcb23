using System.Data.Common;

namespace Crm.Web.Data.Stores;

/// <summary>One statement after the other: there is no way to save between a process and its own file.</summary>
internal sealed class SqliteBatch(DbTransaction transaction) : RowBatch
{
    private readonly List<(DbCommand Command, int Expected)> commands = [];

    public override void Add(string text, IReadOnlyList<(RowColumn Column, object? Value)> values, int expected)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        for (var i = 0; i < values.Count; i++)
            command.Parameters.Add(values[i].Column.Parameter(command, RowTable.Parameter(i, postgres: false), values[i].Value));
        commands.Add((command, expected));
    }

    public override async Task Run(CancellationToken cancellation)
    {
        foreach (var (command, expected) in commands) Require(expected, await command.ExecuteNonQueryAsync(cancellation));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (command, _) in commands) await command.DisposeAsync();
    }
}
