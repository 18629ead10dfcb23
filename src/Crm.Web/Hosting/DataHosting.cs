using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Web.Hosting;

internal static class DataHosting
{
    public static void AddCrmData(this WebApplicationBuilder builder)
    {
        var settings = DatabaseSettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<DemoSignIns>();
        services.AddSingleton<DemoStory>();
        services.AddHostedService(host => host.GetRequiredService<DemoStory>());
        services.AddSingleton<DealStates>();
        services.AddSingleton<DealParts>();
        services.AddSingleton<DealHistory>();
        services.AddSingleton<RecentFacts>();
        services.AddSingleton<SealCheck>();
        services.AddSingleton<SealStore>();
        services.AddSingleton<Choices>();
        if (settings.Provider is DatabaseProvider.Postgres)
        {
            services.AddNpgsqlDataSource(settings.ConnectionString!, source => source.PreparesStatements());
            services.AddSingleton<CommitNotices>();
            services.AddPooledDbContextFactory<PostgresCrmDbContext>(options => options.OnPostgresOfHost());
            services.AddSingleton<IDbContextFactory<CrmDbContext>, DatabaseOf<PostgresCrmDbContext>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteCrmDbContext>(options => options.OnSqlite(settings.ConnectionString!));
            services.AddSingleton<IDbContextFactory<CrmDbContext>, DatabaseOf<SqliteCrmDbContext>>();
        }

        services.AddScoped(host => host.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext());
        services.AddDataProtection().SetApplicationName("CrmFlow").PersistKeysToDbContext<CrmDbContext>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]).AddCheck<ClockHealth>("clock", tags: ["ready"]);
    }

    /// <summary>Callers know the abstract context only.</summary>
    private sealed class DatabaseOf<T>(IDbContextFactory<T> inner) : IDbContextFactory<CrmDbContext> where T : CrmDbContext
    {
        public CrmDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<CrmDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
