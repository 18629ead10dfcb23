using System.Collections.Concurrent;
using System.Diagnostics;
using Crm.Domain.Users;
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
        var ada = await app.InviteAsync("ada", Role.Administrator);
        var watch = Stopwatch.StartNew();
        // As the command line does it on one database, and as the page and the API do it on the other.
        var answer = kind is DatabaseKind.Postgres ? await Run(app, files) : await RunAsPerson(app, ada.Id, files);
        return new Imported(app, answer, watch.Elapsed);
    }

    private static async Task<ImportAnswer> RunAsPerson(CrmApp app, Guid userId, IReadOnlyList<string> files)
    {
        var uploads = app.Services.GetRequiredService<ImportUploads>();
        var folder = uploads.NewFolder();
        var kept = new List<ImportFile>();
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file);
            kept.Add(await uploads.Keep(folder, Path.GetFileName(file), content));
        }
        var profile = await app.Services.GetRequiredService<ImportProfiles>().Find("maven-pipeline");
        var job = app.Services.GetRequiredService<ImportJobs>().Start(userId, profile, kept, folder, dryRun: false, partial: false);
        await job.Ended;
        return (job.Refused, job.Fault) switch
        {
            ({ } refused, _) => throw refused,
            (_, { } fault) => throw fault,
            _ => job.Answer,
        };
    }

    internal sealed record Imported(CrmApp App, ImportAnswer Answer, TimeSpan Took);
}
