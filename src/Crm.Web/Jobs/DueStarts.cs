using System.Collections.Concurrent;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>Starts runs whose time has come, the earliest first. What was missed while nobody looked is started once (TR-07).</summary>
internal sealed class DueStarts(IDbContextFactory<CrmDbContext> databases, StartedRuns starts, ClockWatch watch, ILogger<DueStarts> log)
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // A trigger that cannot start its run waits for a while: it must not stand in the way of the others.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> paused = new();

    public async Task Start(CancellationToken cancellation = default)
    {
        if (await watch.Now(cancellation) is not { } now) return;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var due = await database.Set<StartTrigger>().AsNoTracking().Where(t => t.DueAt != null && t.DueAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.Id)
            .Take(Batch + paused.Count).Select(t => new { t.Id, t.DueAt }).ToListAsync(cancellation);
        foreach (var trigger in due)
        {
            if (paused.TryGetValue(trigger.Id, out var until) && now < until) continue;
            paused.TryRemove(trigger.Id, out _);
            try
            {
                await starts.Start(trigger.Id, trigger.DueAt!.Value, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                paused[trigger.Id] = now + Pause;
                log.LogWarning(fault, "The trigger {TriggerId} did not start its run", trigger.Id);
            }
        }
    }
}
