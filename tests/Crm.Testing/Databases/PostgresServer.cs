using Npgsql;

namespace Crm.Testing;

/// <summary>
/// A PostgreSQL cluster of its own on a free loopback port. <c>CRM_TEST_PG</c> (a connection string of a superuser)
/// takes a running server instead.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Starting = new(1, 1);
    private static PostgresServer? shared;

    private readonly PostgresCluster? cluster;
    private readonly NpgsqlConnectionStringBuilder server;

    private PostgresServer(PostgresCluster? cluster, NpgsqlConnectionStringBuilder server)
    {
        this.cluster = cluster;
        this.server = server;
    }

    public static bool IsAvailable => Given is not null || PostgresCluster.Binaries is not null;

    public string Address => $"{server.Host}:{server.Port}";

    private static string? Given => Environment.GetEnvironmentVariable("CRM_TEST_PG");

    /// <summary>The process's one server, without durability; it ends with the process.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        await Starting.WaitAsync();
        try
        {
            return shared ??= await StartAsync();
        }
        finally
        {
            Starting.Release();
        }
    }

    public static async Task StopSharedAsync()
    {
        if (Interlocked.Exchange(ref shared, null) is { } server)
            await server.DisposeAsync();
    }

    /// <param name="durable">Whether a commit reaches the disk: off for tests, on for measurements and crash tests.</param>
    /// <param name="settings">Further lines for postgresql.conf, such as <c>max_connections = 50</c>.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, params string[] settings)
    {
        if (Given is { } given && !durable)
            return new(null, new(given));
        if (!IsAvailable)
            throw Machine.Missing("PostgreSQL's server programs are not installed (Debian: postgresql)");
        var cluster = await PostgresCluster.CreateAsync(durable, settings);
        return new(cluster, new() { Host = "127.0.0.1", Port = cluster.Port, Username = "postgres", IncludeErrorDetail = true });
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;

    /// <returns>The name of a new database, empty or a copy of <paramref name="template"/>.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"crm_{Guid.CreateVersion7():N}";
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    public async Task DropDatabaseAsync(string name)
    {
        using (var pooled = new NpgsqlConnection(ConnectionString(name)))
            NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>Restarts as after a crash: no checkpoint, every connection is cut.</summary>
    public async Task CrashAndRestartAsync()
    {
        await Own.ControlAsync("stop", "-m", "immediate");
        await Own.ControlAsync("start");
    }

    public Task StopAsync() => Own.ControlAsync("stop", "-m", "fast");

    public Task StartAgainAsync() => Own.ControlAsync("start");

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    private PostgresCluster Own => cluster ?? throw new InvalidOperationException("The server given by CRM_TEST_PG is not ours to stop.");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
