using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Features.Import;
using Crm.Web.Features.Reports;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Import;

public sealed class PipelineImportTests(ImportedPipeline pipeline, ITestOutputHelper output) : IClassFixture<ImportedPipeline>
{
    private static readonly Actor Everybody = Actor.Job("test");

    [Theory, OnBothDatabases]
    public async Task Every_row_is_accounted_for_and_every_trap_named(DatabaseKind kind)
    {
        var (_, answer, took) = await pipeline.On(kind);

        output.WriteLine($"{kind}: {took.TotalSeconds:0.0} s");
        Assert.True(answer.Written);
        Assert.Empty(answer.Findings.Errors);
        Assert.Equal("deals: 8,800 read = 8,800 imported + 0 already there + 0 refused", answer.Of(ImportProfile.Deals)!.ToString());
        var notes = answer.Findings.Counts;
        Assert.Equal((1425, 500), (notes["deals without customer"], notes["deals without opening date"]));
        Assert.True(notes["product \"GTXPro\" read as \"GTX Pro\""] > 0);
        Assert.True(notes["industry \"technolgy\" read as \"technology\""] > 0);
        Assert.Equal(5, notes.Keys.Count(n => n.StartsWith("agent without deals", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task Totals_are_the_published_ones(DatabaseKind kind)
    {
        var table = await Read(kind, ResultsBy.Month);

        Assert.Equal((6711, 4238, 2473), (table.Total.Closed, table.Total.Won, table.Total.Lost));
        Assert.Equal((10_005_534m, 51.78m), (table.Total.Revenue, table.Total.MeanDaysToClose));
        Assert.Equal(table.Total.Closed, table.Rows.Sum(r => r.Closed));
    }

    [Theory, OnBothDatabases]
    public async Task Products_and_managers_are_the_published_ones(DatabaseKind kind)
    {
        var products = (await Read(kind, ResultsBy.Product)).Rows.ToDictionary(r => r.Name!, r => r.Won);
        var managers = (await Read(kind, ResultsBy.Manager)).Rows.ToDictionary(r => r.Name!, r => (r.Closed, r.Lost, r.Won, r.WinRatePct));

        Assert.Equal(new Dictionary<string, int>
        {
            ["GTX Basic"] = 915,
            ["MG Special"] = 793,
            ["GTX Pro"] = 729,
            ["MG Advanced"] = 654,
            ["GTX Plus Basic"] = 653,
            ["GTX Plus Pro"] = 479,
            ["GTK 500"] = 15,
        }, products);
        Assert.Equal(new Dictionary<string, (int, int, int, decimal?)>
        {
            ["Cara Losch"] = (745, 265, 480, 64.43m),
            ["Summer Sewald"] = (1287, 459, 828, 64.34m),
            ["Celia Rouche"] = (962, 352, 610, 63.41m),
            ["Dustin Brinkmann"] = (1186, 439, 747, 62.98m),
            ["Melvin Marxen"] = (1418, 536, 882, 62.20m),
            ["Rocco Neubert"] = (1113, 422, 691, 62.08m),
        }, managers);
    }

    [Theory, OnBothDatabases]
    public async Task Agents_are_those_of_the_published_file(DatabaseKind kind)
    {
        var agents = (await Read(kind, ResultsBy.Agent)).Rows.ToDictionary(r => r.Name!);
        var published = (await File.ReadAllLinesAsync(RealData.File("maven-crm", "published_agent_results.csv"), TestContext.Current.CancellationToken))
            .Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();

        Assert.Equal(published.Count, agents.Count);
        foreach (var line in published)
        {
            var row = agents[line[0]];
            Assert.Equal((line[0], Number(line[1]), Number(line[2]), Number(line[3]), Number(line[5]), Number(line[6])),
                (row.Name!, (decimal)row.Closed, (decimal)row.Lost, (decimal)row.Won, row.WinRatePct!.Value, row.Revenue));
            // The publication rounds 43.525 down; the product rounds half away from zero (F-01). Nothing else differs.
            Assert.InRange(row.MeanDaysToClose!.Value - Number(line[8]), 0m, line[0] == "Elease Gluck" ? 0.01m : 0m);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Every_open_deal_has_one_open_run_and_one_open_task(DatabaseKind kind)
    {
        var open = await InDatabase(kind, d => d.Set<Deal>().Where(x => x.Outcome == DealOutcome.Open).Select(x => x.Id).ToListAsync());
        var runs = await InDatabase(kind, d => d.Set<WorkflowInstance>()
            .Where(w => w.Status == WorkflowStatus.Running || w.Status == WorkflowStatus.Suspended).Select(w => w.DealId).ToListAsync());
        var tasks = await InDatabase(kind, d => d.Set<TaskItem>()
            .Where(t => t.State == TaskState.Available || t.State == TaskState.Claimed).Select(t => t.DealId).ToListAsync());

        Assert.Equal(2089, open.Count);
        Assert.Equal(open.Order(), runs.Select(id => id!.Value).Order());
        Assert.Equal(open.Order(), tasks.Select(id => id!.Value).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Page_file_and_API_say_the_same_digits(DatabaseKind kind)
    {
        var (app, _, _) = await pipeline.On(kind);
        using var ada = await app.ClientAsync("ada", TestContext.Current.CancellationToken);

        var api = JsonNode.Parse(await ada.GetStringAsync("/api/reports/results", TestContext.Current.CancellationToken))!;
        var file = await ada.GetStringAsync("/api/reports/results.csv", TestContext.Current.CancellationToken);
        var page = await ada.GetStringAsync("/reports/results", TestContext.Current.CancellationToken);

        Assert.Equal((10_005_534m, 51.78m), ((decimal)api["total"]!["revenue"]!, (decimal)api["total"]!["meanDaysToClose"]!));
        foreach (var (name, closed, lost, won, rate) in new[]
        {
            ("Cara Losch", "745", "265", "480", "64.43"), ("Summer Sewald", "1287", "459", "828", "64.34"), ("Celia Rouche", "962", "352", "610", "63.41"),
            ("Dustin Brinkmann", "1186", "439", "747", "62.98"), ("Melvin Marxen", "1418", "536", "882", "62.20"), ("Rocco Neubert", "1113", "422", "691", "62.08"),
        })
        {
            Assert.Contains($"{name},{closed},{won},{lost},{rate},", file, StringComparison.Ordinal);
            Assert.Contains(name, page, StringComparison.Ordinal);
            Assert.Contains($">{rate}</td>", page, StringComparison.Ordinal);
        }
        Assert.Contains(">10,005,534.00</td>", page, StringComparison.Ordinal);
        Assert.Contains(">51.78</td>", page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_import_sends_no_message(DatabaseKind kind) =>
        Assert.Equal(0, await InDatabase(kind, d => d.Set<OutboxMessage>().CountAsync()));

    [Theory, OnBothDatabases]
    public async Task The_same_files_again_add_nothing(DatabaseKind kind)
    {
        var (app, _, _) = await pipeline.On(kind);
        var before = await Rows(kind);

        var again = await ImportedPipeline.Run(app, ImportedPipeline.Files);

        Assert.Equal("deals: 8,800 read = 0 imported + 8,800 already there + 0 refused", again.Of(ImportProfile.Deals)!.ToString());
        Assert.All(again.Tallies, tally => Assert.Equal(0, tally.Imported));
        Assert.Equal(before, await Rows(kind));
    }

    [Theory, OnBothDatabases]
    public async Task A_head_reads_the_results_of_her_own_unit_only(DatabaseKind kind)
    {
        var (app, _, _) = await pipeline.On(kind);
        var cara = await app.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            return await CurrentActor.Of(await database.Set<User>().AsNoTracking().SingleAsync(u => u.Name == "Cara Losch"), ActorKind.User, database);
        });

        var table = await app.InScopeAsync(services => services.GetRequiredService<ResultsReport>().Read(cara, ResultsBy.Manager, null, null));

        Assert.Equal(("Cara Losch", 745), (Assert.Single(table.Rows).Name, table.Total.Closed));
    }

    private async Task<ResultsTable> Read(DatabaseKind kind, ResultsBy by)
    {
        var (app, _, _) = await pipeline.On(kind);
        return await app.InScopeAsync(services => services.GetRequiredService<ResultsReport>().Read(Everybody, by, null, null));
    }

    private Task<(int, int, int, int)> Rows(DatabaseKind kind) => InDatabase(kind, async d =>
        (await d.Set<Deal>().CountAsync(), await d.Set<User>().CountAsync(), await d.Set<DealEvent>().CountAsync(), await d.Set<Unit>().CountAsync()));

    private async Task<T> InDatabase<T>(DatabaseKind kind, Func<CrmDbContext, Task<T>> read)
    {
        var (app, _, _) = await pipeline.On(kind);
        return await app.InScopeAsync(services => read(services.GetRequiredService<CrmDbContext>()));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
