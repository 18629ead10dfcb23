using System.Data.Common;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Writes the rows that a command only ever adds: all of one table in one statement, all tables in one round trip. They follow the
/// changes of tracked rows, which they may refer to.
/// </summary>
internal sealed class RowWriter(CrmDbContext database)
{
    // SQLite takes 32,766 parameters in one statement.
    private const int SqliteParameters = 32_000;

    private static readonly Type[] Kinds =
    [
        typeof(TaskItem), typeof(StageVisit), typeof(Bookmark), typeof(JournalEntry), typeof(DealEvent), typeof(PersonalValue),
        typeof(AuditEntry), typeof(OutboxMessage), typeof(CommandAnswer),
    ];

    private readonly List<object>[] rows = [.. Kinds.Select(_ => new List<object>())];

    public static bool Takes(object record) => Array.IndexOf(Kinds, record.GetType()) >= 0;

    public void Add(object record) => rows[Array.IndexOf(Kinds, record.GetType())].Add(record);

    public void AddRange<T>(IEnumerable<T> records) where T : class => rows[Array.IndexOf(Kinds, typeof(T))].AddRange(records);

    /// <summary>Takes back a bookmark that was made in this very command.</summary>
    public bool Forget(Bookmark burned) =>
        rows[Array.IndexOf(Kinds, typeof(Bookmark))].RemoveAll(r => r is Bookmark b && b.Id == burned.Id && b.WorkflowInstanceId == burned.WorkflowInstanceId) > 0;

    public async Task Write(DbTransaction transaction, CancellationToken cancellation)
    {
        var tables = rows.Select((list, i) => (Table: RowTable.Of(database.Model, Kinds[i]), Rows: list)).Where(t => t.Rows.Count > 0);
        if (transaction is NpgsqlTransaction postgres) await Write(postgres, tables, cancellation);
        else await WriteEach(transaction, tables, cancellation);
        foreach (var list in rows) list.Clear();
    }

    private static async Task Write(NpgsqlTransaction transaction, IEnumerable<(RowTable Table, List<object> Rows)> tables, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var (table, list) in tables)
        {
            var command = new NpgsqlBatchCommand(table.FromArrays);
            foreach (var column in table.Columns) command.Parameters.Add(new NpgsqlParameter { Value = column.Values(list) });
            batch.BatchCommands.Add(command);
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task WriteEach(DbTransaction transaction, IEnumerable<(RowTable Table, List<object> Rows)> tables, CancellationToken cancellation)
    {
        foreach (var (table, list) in tables)
        {
            foreach (var part in list.Chunk(SqliteParameters / table.Columns.Count))
            {
                await using var command = transaction.Connection!.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = table.Values(part.Length);
                foreach (var row in part)
                    foreach (var column in table.Columns)
                        command.Parameters.Add(column.Parameter(command, RowTable.Name(command.Parameters.Count), row));
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }
    }
}
