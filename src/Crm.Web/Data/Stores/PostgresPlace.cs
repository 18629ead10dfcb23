using System.Data.Common;
using Microsoft.EntityFrameworkCore;

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

    public override ValueTask DisposeAsync() => Database.DisposeAsync();
}
