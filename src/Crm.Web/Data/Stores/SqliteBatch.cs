using System.Data.Common;

namespace Crm.Web.Data.Stores;

/// <summary>One statement after the other: there is no way to save between a process and its own file.</summary>
internal sealed class SqliteBatch(WritePlace place, DbTransaction transaction) : RowBatch
{
    private readonly List<(string Text, IReadOnlyList<(RowColumn Column, object? Value)> Values, int Expected)> statements = [];

    public override void Add(string text, IReadOnlyList<(RowColumn Column, object? Value)> values, int expected) =>
        statements.Add((text, values, expected));

    public override async Task Run(CancellationToken cancellation)
    {
        foreach (var (text, values, expected) in statements)
        {
            var command = place.Command(text);
            command.Transaction = transaction;
            for (var i = 0; i < values.Count; i++)
                command.Parameters.Add(values[i].Column.Parameter(command, RowTable.Parameter(i, postgres: false), values[i].Value));
            Require(expected, await command.ExecuteNonQueryAsync(cancellation));
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
