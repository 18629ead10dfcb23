using System.Data.Common;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Bench;

/// <summary>The product on a durable database of its own, and deals that stand right before their first advance.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const int PerCommand = 100;

    private readonly PostgresServer? server;
    private readonly TestDatabase database;
    private readonly CrmApp app;

    private Site(PostgresServer? server, TestDatabase database, CrmApp app, SalesOffice office)
    {
        (this.server, this.database, this.app, Office) = (server, database, app, office);
        Runner = app.Services.GetRequiredService<CommandRunner>();
    }

    public SalesOffice Office { get; }
    public CommandRunner Runner { get; }
    public DatabaseKind Kind => database.Kind;

    public static async Task<Site> OpenAsync(DatabaseKind kind)
    {
        var server = kind is DatabaseKind.Postgres ? await PostgresServer.StartAsync(durable: true, "max_wal_size = 4GB", "shared_buffers = 512MB") : null;
        var database = server is null ? await TestDatabase.CreateAsync(kind) : await (await TestDatabase.EmptyOnAsync(server)).MigrateAsync();
        var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        return new(server, database, app, await SalesOffice.InAsync(app));
    }

    /// <summary>New deals with a recorded call: their first task can be completed.</summary>
    public async Task<List<Ready>> PrepareAsync(int count)
    {
        var type = await Office.ReadAsync(d => d.Set<DealType>().Where(t => t.Code == "standard-sale").Select(t => t.Id).SingleAsync());
        var opened = new List<Guid>();
        while (opened.Count < count)
        {
            var batch = new List<Guid>();
            await Office.ActAsync(Office.Anna, Subject.NewDeals, "deal.open", async scope =>
            {
                batch.Clear();
                await scope.Expect(PerCommand);
                for (var i = 0; i < PerCommand; i++)
                {
                    var deal = await scope.Open(type, new Opening("Pumps for the plant", Office.Anna.Id)
                    {
                        CustomerId = Office.CustomerId,
                        Currency = "RUB",
                        Potential = 500_000_00,
                        AdChannelId = Office.AdChannelId,
                    });
                    await scope.Begin(deal);
                    scope.Add(Interaction.Record(new InteractionDetails { Kind = InteractionKind.Call, Theme = "First call", StartAt = scope.Now, CustomerId = Office.CustomerId },
                        deal, scope.Cause, scope.Now));
                    batch.Add(deal.Id);
                }
                return null;
            });
            opened.AddRange(batch);
        }
        var ready = await Office.ReadAsync(d => (from task in d.Set<TaskItem>()
                                                 join bookmark in d.Set<Bookmark>() on task.InstanceId equals bookmark.WorkflowInstanceId
                                                 join visit in d.Set<StageVisit>() on task.DealId equals visit.DealId
                                                 where task.State == TaskState.Available && task.StageCode == "first-contact" && visit.LeftAt == null
                                                 select new Ready(task.DealId!.Value, task.Id, task.InstanceId!.Value, visit.Id, bookmark.Id)).ToListAsync());
        var wanted = opened.ToHashSet();
        return [.. ready.Where(r => wanted.Contains(r.Deal))];
    }

    public Task<string> AdvanceAsync(Actor actor, Ready ready) => Runner.Run(
        Command.Of(Guid.CreateVersion7(), actor, Door.Api, Subject.Task(ready.Task), "task.complete") with { Confirm = true }, scope => scope.Complete("Done"));

    public async Task<DbConnection> ConnectAsync()
    {
        var context = database.Open();
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        return connection;
    }

    /// <summary>The server's write-ahead log so far; SQLite does not count it.</summary>
    public async Task<long> WalAsync()
    {
        if (server is null) return 0;
        await using var context = database.Open();
        return (long)await context.Database.SqlQuery<decimal>($"SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS \"Value\"").SingleAsync();
    }

    /// <summary>Plans made for tables that were empty a moment ago would scan them whole: a server in use has its statistics.</summary>
    public async Task AnalyzeAsync()
    {
        await using var context = database.Open();
        await context.Database.ExecuteSqlAsync($"ANALYZE");
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }
}
