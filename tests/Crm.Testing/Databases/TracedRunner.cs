using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Crm.Testing;

/// <summary>A second command path into the office's database, with everything it sends on record.</summary>
public sealed class TracedRunner : IAsyncDisposable
{
    private readonly NpgsqlDataSource? source;
    private readonly EfWorkflowStore store;

    private TracedRunner(SalesOffice office, SqlTrace trace, NpgsqlDataSource? source, IDbContextFactory<CrmDbContext> databases)
    {
        this.source = source;
        Trace = trace;
        var clock = office.App.Services.GetRequiredService<TimeProvider>();
        store = new EfWorkflowStore(databases, new ProcedureCatalog(), new SurroundingsCache(databases, clock), new Commits());
        Runner = new CommandRunner(store, office.App.Services.GetRequiredService<WorkflowRuntime>(), clock);
    }

    public SqlTrace Trace { get; }
    public CommandRunner Runner { get; }

    public static TracedRunner On(SalesOffice office)
    {
        var trace = new SqlTrace();
        var connection = office.App.Database.ConnectionString;
        if (office.App.Database.Kind is DatabaseKind.Sqlite)
            return new(office, trace, null, new Contexts<SqliteCrmDbContext>(new DbContextOptionsBuilder<SqliteCrmDbContext>()
                .OnSqlite(connection).AddInterceptors(trace).Options, options => new SqliteCrmDbContext(options)));
        var builder = new NpgsqlDataSourceBuilder(connection).UseLoggerFactory(trace);
        builder.PreparesStatements();
        var source = builder.Build();
        var options = new DbContextOptionsBuilder<PostgresCrmDbContext>().OnPostgres(source).Options;
        return new(office, trace, source, new Contexts<PostgresCrmDbContext>(options, o => new PostgresCrmDbContext(o)));
    }

    /// <summary>The actor of a person, ready to command.</summary>
    public static Task<Actor> ActorAsync(SalesOffice office, Person person) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        return await CurrentActor.Of(await database.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person.Id), ActorKind.User, database);
    });

    public async ValueTask DisposeAsync()
    {
        Trace.Dispose();
        store.Dispose();
        if (source is not null) await source.DisposeAsync();
    }

    private sealed class Contexts<T>(DbContextOptions<T> options, Func<DbContextOptions<T>, T> open) : IDbContextFactory<CrmDbContext> where T : CrmDbContext
    {
        public CrmDbContext CreateDbContext() => open(options);
    }
}
