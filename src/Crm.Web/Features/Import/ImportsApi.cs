using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crm.Web.Features.Import;

internal static class ImportsApi
{
    private const long LargestUpload = 2L * 1024 * 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static void MapImportsApi(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").RequireRight(Right.DealsImport);
        imports.MapPost("", Start).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestUpload), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestUpload })
            .WithSummary("Import CSV files by a profile (multipart, fields profile, dryRun, partial, files); waits up to ?wait= seconds for the end");
        imports.MapGet("/{id:guid}", Show).RecordRefusals("import.read").WithSummary("How far an import is, and what it found");
        imports.MapDelete("/{id:guid}", Cancel).RecordRefusals("import.cancel").WithSummary("Stop an import; finished batches stay");
        imports.MapGet("/{id:guid}/bad-rows.csv", BadRows).RecordRefusals("import.read").WithSummary("Every refused row with its reason");
        imports.MapGet("/profiles", (ImportProfiles profiles) => TypedResults.Ok(profiles.Names())).WithSummary("Names of the profiles");
        imports.MapGet("/profiles/{name}", Profile).RecordRefusals("import.profile").WithSummary("A profile as its file");
        imports.MapPut("/profiles/{name}", Save).RecordRefusals("import.save_profile").WithSummary("Save a profile");
    }

    private static async Task<Results<Ok<ImportState>, Accepted<ImportState>>> Start([FromForm] string profile, [FromForm] bool? dryRun, [FromForm] bool? partial,
        IFormFileCollection files, int? wait, [AsParameters] ImportDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        var job = await Begin(profile, dryRun is true, partial is true, files, desk, cancellation);
        var patience = TimeSpan.FromSeconds(Math.Clamp(wait ?? 10, 0, LongestWait.TotalSeconds));
        await Task.WhenAny(job.Ended, Task.Delay(patience, clock, cancellation));
        if (job.Refused is { } refused) throw refused;
        return job.IsRunning ? TypedResults.Accepted($"/api/imports/{job.Id}", ImportState.Of(job)) : TypedResults.Ok(ImportState.Of(job));
    }

    /// <summary>What refuses the order itself is recorded here; what refuses its rows, by the verbs that would write them.</summary>
    private static async Task<ImportJob> Begin(string profile, bool dryRun, bool partial, IFormFileCollection files, ImportDesk desk, CancellationToken cancellation)
    {
        try
        {
            var actor = await desk.Current.Get(cancellation);
            var known = await desk.Profiles.Find(profile, cancellation);
            var folder = desk.Uploads.NewFolder();
            var kept = new List<ImportFile>();
            foreach (var file in files)
            {
                await using var content = file.OpenReadStream();
                kept.Add(await desk.Uploads.Keep(folder, file.FileName, content, cancellation));
            }
            return desk.Jobs.Start(actor.Id, known, kept, folder, dryRun, partial);
        }
        catch (DomainException refused)
        {
            await desk.Acts.Refuse(new Act(Door.Api, Subject.None, "import.start"), refused, cancellation);
            throw;
        }
    }

    private static async Task<Ok<ImportState>> Show(Guid id, ImportJobs jobs, CurrentActor current, CancellationToken cancellation) =>
        TypedResults.Ok(ImportState.Of(jobs.Find(id, (await current.Get(cancellation)).Id)));

    private static async Task<Ok<ImportState>> Cancel(Guid id, ImportJobs jobs, CurrentActor current, CancellationToken cancellation)
    {
        var job = jobs.Find(id, (await current.Get(cancellation)).Id);
        job.Cancel();
        await job.Ended;
        return TypedResults.Ok(ImportState.Of(job));
    }

    private static async Task<PhysicalFileHttpResult> BadRows(Guid id, ImportJobs jobs, CurrentActor current, CancellationToken cancellation)
    {
        var job = jobs.Find(id, (await current.Get(cancellation)).Id);
        return job is { IsRunning: false, Answer.Findings.BadRows: { } file } && File.Exists(file)
            ? TypedResults.PhysicalFile(file, "text/csv; charset=utf-8", "bad-rows.csv")
            : throw new DomainException("GEN-008");
    }

    private static async Task<FileContentHttpResult> Profile(string name, ImportProfiles profiles, CancellationToken cancellation) =>
        TypedResults.File(ImportProfiles.Bytes(await profiles.Find(name, cancellation)), "application/json", name + ".json");

    private static async Task<Ok<ImportProfile>> Save(string name, ImportProfile body, ImportProfiles profiles, CancellationToken cancellation)
    {
        var profile = body with { Name = name };
        await profiles.Save(profile, cancellation);
        return TypedResults.Ok(profile);
    }
}

/// <summary>What an order of an import goes through.</summary>
internal sealed record ImportDesk(ImportProfiles Profiles, ImportUploads Uploads, ImportJobs Jobs, CurrentActor Current, Acts Acts);

internal sealed record ImportState(Guid Id, string Profile, bool DryRun, string State, string Phase, int Percent, bool Written)
{
    public required IReadOnlyList<ImportCount> Counts { get; init; }
    public required IReadOnlyList<ImportBadRow> Refused { get; init; }
    public required IReadOnlyList<ImportPeculiar> Notes { get; init; }

    /// <summary>The code of the refusal that ended it.</summary>
    public string? Code { get; init; }

    public static ImportState Of(ImportJob job) => new(job.Id, job.Profile, job.DryRun,
        job switch { { IsRunning: true } => "running", { IsCanceled: true } => "canceled", { Refused: not null } => "refused", { Fault: not null } => "failed", _ => "done" },
        job.Progress.Phase.ToString().ToLowerInvariant(), job.IsRunning ? job.Progress.Percent : 100, job.Answer.Written)
    {
        Counts = [.. job.Answer.Tallies.Select(t => new ImportCount(t.Kind, t.Read, t.Imported, t.There, t.Refused))],
        // Lists still grow while it runs.
        Refused = job.IsRunning ? [] : [.. job.Answer.Findings.Errors.Select(e => new ImportBadRow(e.File, e.Line, e.Why.Code, e.Text("en")))],
        Notes = job.IsRunning ? [] : [.. job.Answer.Findings.Notes.Select(n => new ImportPeculiar(n.Text.En, n.Count, n.Lines))],
        Code = job.Refused?.Code,
    };
}

internal sealed record ImportCount(string Kind, int Read, int Imported, int There, int Refused);

internal sealed record ImportBadRow(string File, int Line, string Code, string Reason);

internal sealed record ImportPeculiar(string Text, int Count, IReadOnlyList<int> Lines);
