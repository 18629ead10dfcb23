using Crm.Testing;
using Npgsql;
using Xunit;

namespace Crm.Web.Tests.Fixtures;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_database_is_a_copy_of_its_template()
    {
        var server = await PostgresServer.SharedAsync();
        var template = await server.CreateDatabaseAsync();
        await RunAsync(server, template, "CREATE TABLE mark (id int); INSERT INTO mark VALUES (7)");

        var copy = await server.CreateDatabaseAsync(template);

        Assert.Equal(7, await RunAsync(server, copy, "SELECT id FROM mark"));
        await server.DropDatabaseAsync(copy);
        await server.DropDatabaseAsync(template);
    }

    [Fact]
    public async Task A_durable_server_keeps_what_was_committed_before_a_crash()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        var database = await server.CreateDatabaseAsync();
        await RunAsync(server, database, "CREATE TABLE mark (id int); INSERT INTO mark VALUES (7)");

        await server.CrashAndRestartAsync();
        NpgsqlConnection.ClearAllPools();

        Assert.Equal("on", await RunAsync(server, database, "SHOW fsync"));
        Assert.Equal(7, await RunAsync(server, database, "SELECT id FROM mark"));
    }

    private static async Task<object?> RunAsync(PostgresServer server, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.ConnectionString(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
