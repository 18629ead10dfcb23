using Microsoft.Data.Sqlite;

namespace Crm.Testing;

/// <summary>One migrated database per provider and process: migrating again for each test costs seconds.</summary>
internal static class DatabaseTemplates
{
    private static readonly Lazy<Task<string>> Sqlite = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<string>> Postgres = new(MigratePostgresAsync);

    /// <returns>The file, or the name of the PostgreSQL database.</returns>
    public static Task<string> MigratedAsync(DatabaseKind kind) => kind is DatabaseKind.Sqlite ? Sqlite.Value : Postgres.Value;

    public static string ConnectionTo(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ConnectionString;

    public static void CloseSqlite(string file)
    {
        using var pooled = new SqliteConnection(ConnectionTo(file));
        SqliteConnection.ClearPool(pooled);
    }

    private static async Task<string> MigrateSqliteAsync()
    {
        var empty = await TestDatabase.EmptyAsync(DatabaseKind.Sqlite);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => empty.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return await (await empty.MigrateAsync()).SettleAsync();
    }

    /// <summary>A copy is of one file, so nothing may be left in the write-ahead log.</summary>
    public static async Task SettleAsync(string file)
    {
        await using var connection = new SqliteConnection(ConnectionTo(file));
        await connection.OpenAsync();
        await using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
        await checkpoint.ExecuteNonQueryAsync();
        await connection.CloseAsync();
        CloseSqlite(file);
    }

    private static async Task<string> MigratePostgresAsync()
    {
        var empty = await TestDatabase.EmptyAsync(DatabaseKind.Postgres);
        return await (await empty.MigrateAsync()).SettleAsync();
    }
}
