using System.Data.Common;
using Crm.Testing;
using Npgsql;

namespace Crm.Bench;

/// <summary>
/// The limit: the captured rows written by prepared SQL on one connection. BEGIN and the lock of the deal, all writes in one go,
/// COMMIT.
/// </summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand lockDeal;
    private readonly NpgsqlBatch? batch;
    private readonly List<DbCommand> commands = [];

    private Replay(Site site, DbConnection connection)
    {
        this.connection = connection;
        lockDeal = connection.CreateCommand();
        lockDeal.CommandText = site.Kind is DatabaseKind.Postgres ? "SELECT last_seq FROM deals WHERE id = $1 FOR UPDATE" : "SELECT last_seq FROM deals WHERE id = @p0";
        if (connection is NpgsqlConnection postgres) batch = new(postgres);
    }

    public static async Task<Replay> OpenAsync(Site site, Captured captured)
    {
        var replay = new Replay(site, await site.ConnectAsync());
        await replay.PrepareAsync(Statement.Of(captured, site.Kind), Prepare(site, captured, captured.Ready));
        return replay;
    }

    /// <summary>Everything the transaction of one deal sends, made ready before the clock runs.</summary>
    public static Prepared Prepare(Site site, Captured captured, Ready ready)
    {
        var renaming = new Renaming(captured, ready);
        return new(site.Kind is DatabaseKind.Postgres ? ready.Deal : ready.Deal.ToString().ToUpperInvariant(),
            [.. Statement.Of(captured, site.Kind).Select(s => s.Values.Select(renaming.Of).ToArray())]);
    }

    public async Task RunAsync(Prepared prepared)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        lockDeal.Transaction = transaction;
        lockDeal.Parameters[0].Value = prepared.Deal;
        await lockDeal.ExecuteScalarAsync();
        for (var i = 0; i < prepared.Values.Length; i++) Fill(batch?.BatchCommands[i].Parameters ?? commands[i].Parameters, prepared.Values[i]);
        if (batch is not null) await batch.ExecuteNonQueryAsync();
        foreach (var command in commands)
        {
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await lockDeal.DisposeAsync();
        if (batch is not null) await batch.DisposeAsync();
        foreach (var command in commands) await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task PrepareAsync(IReadOnlyList<Statement> statements, Prepared sample)
    {
        Add(lockDeal.Parameters, [sample.Deal]);
        await lockDeal.PrepareAsync();
        for (var i = 0; i < statements.Count; i++)
        {
            if (batch is not null)
            {
                var command = new NpgsqlBatchCommand(statements[i].Text);
                Add(command.Parameters, sample.Values[i]);
                batch.BatchCommands.Add(command);
            }
            else
            {
                var command = connection.CreateCommand();
                command.CommandText = statements[i].Text;
                Add(command.Parameters, sample.Values[i]);
                await command.PrepareAsync();
                commands.Add(command);
            }
        }
        if (batch is not null) await batch.PrepareAsync();
    }

    private void Add(DbParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
        {
            var parameter = lockDeal.CreateParameter();
            if (batch is null) parameter.ParameterName = Statement.ParameterName(parameters.Count);
            parameter.Value = value;
            parameters.Add(parameter);
        }
    }

    private static void Fill(DbParameterCollection parameters, object[] values)
    {
        for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i];
    }
}
