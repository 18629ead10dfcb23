using Crm.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Testing;

/// <summary>A database of its own for one test or fixture: a copy of one that was migrated once per process.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> remove;

    private TestDatabase(DatabaseKind kind, string connectionString, Func<ValueTask> remove)
    {
        Kind = kind;
        ConnectionString = connectionString;
        this.remove = remove;
    }

    public DatabaseKind Kind { get; }

    public string ConnectionString { get; }

    /// <summary>What the host has to be told to use this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Kind.ToString(),
        ["Database:ConnectionString"] = ConnectionString,
    };

    /// <returns>A database with the newest schema and no rows.</returns>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => await FromAsync(kind, await DatabaseTemplates.MigratedAsync(kind));

    /// <returns>A database without a schema.</returns>
    public static Task<TestDatabase> EmptyAsync(DatabaseKind kind) => FromAsync(kind, null);

    /// <returns>A database without a schema on a server of the test's own, such as a durable one.</returns>
    public static async Task<TestDatabase> EmptyOnAsync(PostgresServer server)
    {
        var name = await server.CreateDatabaseAsync();
        return new(DatabaseKind.Postgres, server.ConnectionString(name), async () => await server.DropDatabaseAsync(name));
    }

    /// <returns>A copy of another database that nobody is using.</returns>
    public static async Task<TestDatabase> CopyAsync(TestDatabase original) => await FromAsync(original.Kind, await original.SettleAsync());

    /// <returns>A copy of what <see cref="SettleAsync"/> made ready, or a database without a schema.</returns>
    internal static Task<TestDatabase> FromAsync(DatabaseKind kind, string? template) =>
        kind is DatabaseKind.Sqlite ? Task.FromResult(SqliteCopy(template)) : PostgresCopyAsync(template);

    public async Task<TestDatabase> MigrateAsync()
    {
        await using var context = Open();
        await context.Database.MigrateAsync();
        return this;
    }

    public ValueTask DisposeAsync() => remove();

    /// <summary>Makes it ready to be copied any number of times; nobody may use it from now on.</summary>
    /// <returns>The file, or the name of the PostgreSQL database.</returns>
    internal async Task<string> SettleAsync()
    {
        if (Kind is DatabaseKind.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            await DatabaseTemplates.SettleAsync(file);
            return file;
        }
        // A database that somebody is connected to cannot be copied.
        await using var pooled = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        return new NpgsqlConnectionStringBuilder(ConnectionString).Database!;
    }

    internal CrmDbContext Open() => Kind is DatabaseKind.Sqlite
        ? new SqliteCrmDbContext(new DbContextOptionsBuilder<SqliteCrmDbContext>().OnSqlite(ConnectionString).Options)
        : new PostgresCrmDbContext(new DbContextOptionsBuilder<PostgresCrmDbContext>().OnPostgres(ConnectionString).Options);

    private static TestDatabase SqliteCopy(string? template)
    {
        var folder = Directory.CreateTempSubdirectory("crmflow-sqlite-").FullName;
        var file = Path.Combine(folder, "crm.db");
        if (template is not null)
            File.Copy(template, file);
        return new(DatabaseKind.Sqlite, DatabaseTemplates.ConnectionTo(file), () =>
        {
            DatabaseTemplates.CloseSqlite(file);
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> PostgresCopyAsync(string? template)
    {
        var server = await PostgresServer.SharedAsync();
        var name = await server.CreateDatabaseAsync(template);
        return new(DatabaseKind.Postgres, server.ConnectionString(name), async () => await server.DropDatabaseAsync(name));
    }
}
