using Crm.Testing;
using Microsoft.EntityFrameworkCore;

namespace Crm.Fault.Tests.Statements;

/// <summary>While it lives, the database itself fails one kind of statement on one table, as a full disk or a defect of it would.</summary>
internal sealed class BrokenStatement : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly string table;

    private BrokenStatement(TestDatabase database, string table) => (this.database, this.table) = (database, table);

    /// <param name="act">INSERT, UPDATE or DELETE.</param>
    public static async Task<BrokenStatement> OfAsync(TestDatabase database, string act, string table)
    {
        var broken = new BrokenStatement(database, table);
        await broken.ExecuteAsync(database.Kind is DatabaseKind.Sqlite
            // No constraint that the product could take for a conflict: the statement itself goes wrong.
            ? $"CREATE TRIGGER broken BEFORE {act} ON {table} BEGIN SELECT json('not json'); END"
            : $"""
              CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = 'XX000'; END $body$;
              CREATE TRIGGER broken BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION broken();
              """);
        return broken;
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync("DROP TRIGGER broken" + (database.Kind is DatabaseKind.Sqlite ? "" : " ON " + table));

    private async Task ExecuteAsync(string sql)
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
