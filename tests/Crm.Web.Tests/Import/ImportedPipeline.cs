using System.Collections.Concurrent;
using System.Diagnostics;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Features.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Import;

/// <summary>The real pipeline, imported once on each database.</summary>
public sealed class ImportedPipeline : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<Imported>>> imported = new();

    internal static string[] Files =>
        [.. new[] { "sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv" }.Select(name => RealData.File("maven-crm", name))];

    internal Task<Imported> On(DatabaseKind kind) => imported.GetOrAdd(kind, k => new(() => Import(k))).Value;

    internal static async Task<ImportAnswer> Run(CrmApp app, IReadOnlyList<string> files, bool dryRun = false, bool partial = false) =>
        await Run(app, await app.Services.GetRequiredService<ImportProfiles>().Load("maven-pipeline"), files, dryRun, partial);

    internal static Task<ImportAnswer> Run(CrmApp app, ImportProfile profile, IReadOnlyList<string> files, bool dryRun = false, bool partial = false) =>
        app.Services.GetRequiredService<ImportRun>().Run(
            new ImportOrder(profile, [.. files.Select(ImportFile.At)], ImportActors.CommandLine("test")) { DryRun = dryRun, Partial = partial });

    internal static async Task<CrmApp> Empty(DatabaseKind kind)
    {
        var app = await CrmApp.StartAsync(kind);
        await app.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            await services.GetRequiredService<SystemRecords>().Add(database);
            await services.GetRequiredService<ShippedProcedures>().Publish(database);
        });
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in imported.Values.Where(l => l is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
            await (await one.Value).App.DisposeAsync();
    }

    private static async Task<Imported> Import(DatabaseKind kind)
    {
        var files = Files;
        var app = await Empty(kind);
        var watch = Stopwatch.StartNew();
        return new Imported(app, await Run(app, files), watch.Elapsed);
    }

    internal sealed record Imported(CrmApp App, ImportAnswer Answer, TimeSpan Took);
}
