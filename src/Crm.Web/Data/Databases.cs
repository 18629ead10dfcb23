using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Crm.Web.Data;

/// <summary>How each provider is opened. Design time, tests and the host share these options.</summary>
internal static class Databases
{
    private static readonly SqlitePragmas Pragmas = new();

    // The account's model depends on the version of its schema, which is read from the services.
    private static readonly IServiceProvider WithoutHost = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    public static DbContextOptionsBuilder<T> OnSqlite<T>(this DbContextOptionsBuilder<T> builder, string connection) where T : DbContext
    {
        OnSqlite((DbContextOptionsBuilder)builder, connection);
        builder.UseApplicationServiceProvider(WithoutHost);
        return builder;
    }

    public static DbContextOptionsBuilder<T> OnPostgres<T>(this DbContextOptionsBuilder<T> builder, string connection) where T : DbContext
    {
        Shared(builder.UseNpgsql(connection));
        builder.UseApplicationServiceProvider(WithoutHost);
        return builder;
    }

    public static DbContextOptionsBuilder<T> OnPostgres<T>(this DbContextOptionsBuilder<T> builder, NpgsqlDataSource source) where T : DbContext
    {
        OnPostgres((DbContextOptionsBuilder)builder, source);
        builder.UseApplicationServiceProvider(WithoutHost);
        return builder;
    }

    public static void OnSqlite(this DbContextOptionsBuilder builder, string connection) =>
        Shared(builder.UseSqlite(connection).AddInterceptors(Pragmas));

    /// <summary>
    /// The server plans each text once per connection. <c>Max Auto Prepare=0</c> turns it off, as a pooler that changes connections
    /// between transactions needs it.
    /// </summary>
    public static void PreparesStatements(this NpgsqlDataSourceBuilder source)
    {
        if (new DbConnectionStringBuilder { ConnectionString = source.ConnectionString }.ContainsKey("Max Auto Prepare")) return;
        source.ConnectionStringBuilder.MaxAutoPrepare = 100;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = 3;
    }

    public static void OnPostgres(this DbContextOptionsBuilder builder, NpgsqlDataSource source) => Shared(builder.UseNpgsql(source));

    /// <summary>By the data source among the host's services. Named here, it would give each host of a process a model of its own.</summary>
    public static void OnPostgresOfHost(this DbContextOptionsBuilder builder) => Shared(builder.UseNpgsql());

    private static void Shared(DbContextOptionsBuilder builder) => builder
        .UseSnakeCaseNamingConvention()
        .ConfigureWarnings(w => w.Ignore(
            // Includes of several collections are chosen per query by its author.
            RelationalEventId.MultipleCollectionIncludeWarning,
            // Whether model and migrations agree is known since the build: comparing them again would cost every start half a second.
            RelationalEventId.PendingModelChangesWarning));

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private const int BusySeconds = 5;

        private static readonly string Pragmas = string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout={BusySeconds * 1000};");

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            Teach(connection);
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Teach(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static void Teach(DbConnection connection)
        {
            var sqlite = (SqliteConnection)connection;
            // The provider asks a locked file again until its own patience ends, whatever SQLite was told: half a minute is no answer.
            sqlite.DefaultTimeout = BusySeconds;
            // SQLite's own lower() knows Latin letters only: a search in Russian would depend on the case.
            sqlite.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
            // The provider's own collation reads numbers in the person's culture: ordering by one in Russian would end the process.
            sqlite.CreateCollation("EF_DECIMAL", (left, right) =>
                decimal.Compare(decimal.Parse(left, CultureInfo.InvariantCulture), decimal.Parse(right, CultureInfo.InvariantCulture)));
        }
    }
}
