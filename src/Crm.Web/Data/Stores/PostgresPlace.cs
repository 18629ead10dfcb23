using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>A connection of the pool, which knows by itself what it has prepared.</summary>
internal sealed class PostgresPlace(CrmDbContext database) : WritePlace(database)
{
    public override DbCommand Command(string text)
    {
        var command = Database.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return command;
    }

    public override async Task<DbDataReader> Read(string text, ReadKeys keys, DbTransaction transaction, CancellationToken cancellation)
    {
        var batch = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        PositionalSql.Of(text).AddTo(batch, keys);
        return await batch.ExecuteReaderAsync(cancellation);
    }

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
