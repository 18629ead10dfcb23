using System.Collections.Concurrent;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>
/// Fires what is due, oldest first, each in a transaction of its own on the one command path. The lock of the run is the claim:
/// whoever comes second finds that nothing waits any more.
/// </summary>
internal sealed class DueTimers(IDbContextFactory<CrmDbContext> databases, CommandRunner runner, ClockWatch watch, ILogger<DueTimers> log)
{
    private const int Batch = 100, Batches = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(5);
    private static readonly Actor Timers = Actor.Job("due-timers");

    // A timer that cannot fire waits until its run changes, or for a while: it must not stand in the way of the others. One that failed may
    // have met a database that was away for a moment, so its first pauses are short.
    private readonly ConcurrentDictionary<(Guid, string), Stuck> stuck = new();

    /// <returns>How many fired.</returns>
    public async Task<int> Fire(CancellationToken cancellation = default)
    {
        var fired = 0;
        for (var batch = 0; batch < Batches && await watch.Now(cancellation) is { } now && await Due(now, cancellation) is { Count: > 0 } due; batch++)
            foreach (var timer in due)
                if (await Fire(timer, now, cancellation))
                    fired++;
        return fired;
    }

    private async Task<IReadOnlyList<DueTimer>> Due(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Set<Bookmark>().AsNoTracking().Where(b => b.DueAt != null && b.DueAt <= now)
            .Join(database.Set<WorkflowInstance>(), b => b.WorkflowInstanceId, i => i.Id, (b, i) => new { b.WorkflowInstanceId, b.Id, b.DueAt, i.Revision })
            .OrderBy(b => b.DueAt).ThenBy(b => b.WorkflowInstanceId).ThenBy(b => b.Id)
            .Take(Batch + stuck.Count).ToListAsync(cancellation);
        return [.. rows.Select(r => new DueTimer(r.WorkflowInstanceId, r.Id, r.Revision)).Where(timer => !IsStuck(timer, now))];
    }

    private bool IsStuck(DueTimer timer, DateTimeOffset now)
    {
        if (!stuck.TryGetValue((timer.InstanceId, timer.BookmarkId), out var known)) return false;
        if (known.Revision == timer.Revision) return now < known.Until;
        stuck.TryRemove((timer.InstanceId, timer.BookmarkId), out _);
        return false;
    }

    private async Task<bool> Fire(DueTimer timer, DateTimeOffset now, CancellationToken cancellation)
    {
        var (fired, failed) = (false, false);
        try
        {
            // The same for every try of every node, so the effects of a firing have their keys before it is known who fires.
            var operation = Command.OperationOf($"{timer.InstanceId:N}:{timer.BookmarkId}:{timer.Revision}");
            var command = Command.Of(operation, Timers, Door.Job, Subject.Instance(timer.InstanceId), "timer.fire", new { timer.BookmarkId });
            await runner.Run(command, async scope =>
            {
                Fault.At("timer-claimed");
                fired = await scope.Fire(timer.BookmarkId);
                Fault.At("timer-cycle-run");
            }, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failed = true;
            log.LogWarning(fault, "A timer of run {InstanceId} did not fire", timer.InstanceId);
        }
        // It had rung when its transaction failed: then it has not.
        fired &= !failed;
        if (fired) stuck.TryRemove((timer.InstanceId, timer.BookmarkId), out _);
        else Hold(timer, failed, now);
        return fired;
    }

    private void Hold(DueTimer timer, bool failed, DateTimeOffset now)
    {
        var before = stuck.GetValueOrDefault((timer.InstanceId, timer.BookmarkId));
        var pause = !failed ? LongestPause : before?.Revision == timer.Revision ? Shorter(before.Pause * 5, LongestPause) : FirstPause;
        stuck[(timer.InstanceId, timer.BookmarkId)] = new Stuck(timer.Revision, pause, now + pause);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record DueTimer(Guid InstanceId, string BookmarkId, long Revision);

    private sealed record Stuck(long Revision, TimeSpan Pause, DateTimeOffset Until);
}
