using System.Collections.Concurrent;
using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>The imports of this node: they go on when the page is left and are found again on return.</summary>
internal sealed class ImportJobs(ImportRun run, ImportActors actors, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ImportJobs> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<Guid, ImportJob> jobs = new();

    /// <summary>One at a time for each person.</summary>
    public ImportJob Start(Guid userId, ImportProfile profile, IReadOnlyList<ImportFile> files, string folder, bool dryRun, bool partial)
    {
        Sweep();
        if (Latest(userId) is { IsRunning: true }) throw new DomainException([new Refusal("GEN-007")
        {
            Text = new LocalText("Your import is still running", "Ваша загрузка ещё идёт"),
        }]);
        var job = new ImportJob(userId, new ImportOrder(profile, files, actors.Person(userId))
        {
            DryRun = dryRun,
            Partial = partial,
            BadRows = Path.Combine(folder, $"bad-rows-{Guid.CreateVersion7():N}.csv"),
        }, clock.GetUtcNow());
        jobs[job.Id] = job;
        lifetime.ApplicationStopping.Register(job.Cancel);
        job.Start(run);
        _ = Report(job);
        return job;
    }

    public ImportJob? Latest(Guid userId) => jobs.Values.Where(j => j.UserId == userId).MaxBy(j => j.StartedAt);

    /// <summary>Of another person it is as unknown.</summary>
    public ImportJob Find(Guid id, Guid userId) =>
        jobs.TryGetValue(id, out var job) && job.UserId == userId ? job : throw new DomainException("GEN-008");

    private async Task Report(ImportJob job)
    {
        await job.Ended;
        if (job.Fault is { } fault) log.LogError(fault, "Import {ImportId} ended with a fault", job.Id);
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var job in jobs.Values.Where(j => !j.IsRunning && now - j.StartedAt > Kept)) jobs.TryRemove(job.Id, out _);
    }
}
