using Microsoft.Data.Sqlite;

namespace Crm.Web.Data;

internal enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Section <c>Database</c> of the configuration.</summary>
internal sealed record DatabaseSettings
{
    public DatabaseProvider Provider { get; init; }
    public string? ConnectionString { get; init; }

    /// <summary>Off where a deployment migrates with a separate role.</summary>
    public bool MigrateAtStart { get; init; } = true;

    public static DatabaseSettings From(IConfiguration configuration, string contentRoot)
    {
        var settings = configuration.GetSection("Database").Get<DatabaseSettings>() ?? new();
        if (settings.ConnectionString is { Length: > 0 })
            return settings;
        return settings.Provider is DatabaseProvider.Sqlite
            ? settings with { ConnectionString = $"Data Source={Path.Combine(contentRoot, "App_Data", "crmflow.db")}" }
            : throw new InvalidOperationException("Database:ConnectionString is required for PostgreSQL.");
    }

    /// <summary>The file, or null for PostgreSQL and for databases in memory.</summary>
    public string? SqliteFile
    {
        get
        {
            if (Provider is not DatabaseProvider.Sqlite)
                return null;
            var builder = new SqliteConnectionStringBuilder(ConnectionString);
            return builder.Mode is SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:"
                ? null
                : Path.GetFullPath(builder.DataSource);
        }
    }
}
