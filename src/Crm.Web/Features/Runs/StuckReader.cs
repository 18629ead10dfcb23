using System.Globalization;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>Everything that is stuck, oldest first .</summary>
internal sealed class StuckReader(IDbContextFactory<CrmDbContext> databases, DefinitionCatalog catalog, StuckTasks tasks, TimeProvider clock)
{
    /// <summary>A timer that is later than this did not just wait for its turn.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private const int Most = 200;

    public async Task<IReadOnlyList<StuckRow>> All(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        List<StuckRow> rows =
        [
            .. await Effects(database, cancellation), .. await Events(database, cancellation), .. await Steps(database, cancellation),
            .. await Timers(database, cancellation), .. await Starts(database, cancellation), .. await Clocks(database, cancellation),
            .. await tasks.Find(database, Most, cancellation),
        ];
        var names = await database.DealNames(rows.Select(r => r.DealId), cancellation);
        return [.. rows.OrderBy(r => r.Since).Select(r => r with { Deal = r.DealId is { } deal ? names.GetValueOrDefault(deal) : null })];
    }

    /// <summary>The runs that one of these stands still in.</summary>
    public async Task<IQueryable<WorkflowInstance>> Stuck(IQueryable<WorkflowInstance> runs, CrmDbContext database, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Late;
        var waiting = (await tasks.Find(database, Most, cancellation)).Select(t => t.RunId).OfType<Guid>().Distinct().ToList();
        var late = database.Set<Bookmark>().Where(b => b.DueAt != null && b.DueAt < before).Select(b => b.WorkflowInstanceId);
        return runs.Where(i => i.OpenIncidents > 0 || late.Contains(i.Id) || waiting.Contains(i.Id));
    }

    /// <summary>Effects given up, and such that should be under way and that nobody is at: their lease ran out, or nobody ever took them.</summary>
    private async Task<IEnumerable<StuckRow>> Effects(CrmDbContext database, CancellationToken cancellation)
    {
        var (now, outbox) = (clock.GetUtcNow(), database.Set<OutboxMessage>().AsNoTracking());
        var dead = await outbox.Where(m => m.State == OutboxState.Dead).OrderBy(m => m.CreatedAt).Take(Most).ToListAsync(cancellation);
        var (expired, untaken) = (now - OutboxMessage.Lease, now - Late);
        var left = await outbox.DueAt(now).Where(m => m.NotBefore < untaken || (m.Attempts > 0 && m.NotBefore < expired)).OrderBy(m => m.CreatedAt).Take(Most)
            .ToListAsync(cancellation);
        return dead.Select(m => Row(m, StuckFaults.Of(m.LastError ?? ""), m.CreatedAt))
            .Concat(left.Select(m => Row(m, m.Attempts > 0 ? StuckFault.LeaseExpired : StuckFault.NotTaken, m.NotBefore)));

        static StuckRow Row(OutboxMessage message, StuckFault fault, DateTimeOffset since) =>
            new(StuckKind.Effect, message.Id, null, message.Kind, fault, message.LastError ?? "", since) { DealId = message.DealId };
    }

    private async Task<IEnumerable<StuckRow>> Events(CrmDbContext database, CancellationToken cancellation)
    {
        // What is over its time and not yet marked waits for a job that does not come.
        var before = clock.GetUtcNow() - OutboxMessage.Lease;
        var late = await database.Set<PendingStimulus>().AsNoTracking().Where(s => s.Dead || s.ExpiresAt < before).OrderBy(s => s.ReceivedAt).Take(Most).ToListAsync(cancellation);
        return late.Select(s => new StuckRow(StuckKind.Event, s.Id, null, s.Name, StuckFault.NobodyWaited, "", s.ReceivedAt));
    }

    private async Task<IEnumerable<StuckRow>> Steps(CrmDbContext database, CancellationToken cancellation)
    {
        var rows = new List<StuckRow>();
        foreach (var run in await database.Set<WorkflowInstance>().AsNoTracking().Where(i => i.OpenIncidents > 0).OrderBy(i => i.UpdatedAt).Take(Most).ToListAsync(cancellation))
            foreach (var incident in run.ReadState().Incidents.Where(i => i.IsOpen))
                rows.Add(new(StuckKind.Step, run.Id, incident.ActivityInstanceId,
                    await Title(run.DefinitionVersionId, incident.ActivityNodeId, cancellation) ?? incident.ActivityId,
                    StuckFaults.Of(incident), StuckFaults.ReasonOf(incident), incident.Timestamp)
                { DealId = run.DealId, RunId = run.Id });
        return rows;
    }

    private async Task<IEnumerable<StuckRow>> Timers(CrmDbContext database, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Late;
        var late = await database.Set<Bookmark>().AsNoTracking().Where(b => b.DueAt != null && b.DueAt < before)
            .Join(database.Set<WorkflowInstance>(), b => b.WorkflowInstanceId, i => i.Id, (bookmark, run) => new { bookmark, run.DefinitionVersionId, run.DealId })
            .OrderBy(row => row.bookmark.DueAt).Take(Most).ToListAsync(cancellation);
        var rows = new List<StuckRow>();
        foreach (var row in late)
            rows.Add(new(StuckKind.Timer, row.bookmark.WorkflowInstanceId, row.bookmark.Id,
                await Title(row.DefinitionVersionId, row.bookmark.ActivityNodeId, cancellation) ?? row.bookmark.ActivityId, StuckFault.TimerLate, "", row.bookmark.DueAt!.Value)
            { DealId = row.DealId, RunId = row.bookmark.WorkflowInstanceId });
        return rows;
    }

    private async Task<IEnumerable<StuckRow>> Starts(CrmDbContext database, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Late;
        var rows = new List<StuckRow>();
        foreach (var late in await database.Set<StartTrigger>().AsNoTracking().Where(t => t.DueAt != null && t.DueAt < before).OrderBy(t => t.DueAt).Take(Most).ToListAsync(cancellation))
            rows.Add(new(StuckKind.Start, late.Id, null, (await catalog.Find(late.DefinitionVersionId, cancellation))?.Definition.Name ?? late.DefinitionId,
                StuckFault.TimerLate, "", late.DueAt!.Value));
        return rows;
    }

    private static async Task<IEnumerable<StuckRow>> Clocks(CrmDbContext database, CancellationToken cancellation) =>
        (await database.Set<ClockJump>().AsNoTracking().Where(j => j.ConfirmedAt == null).OrderBy(j => j.SeenAt).Take(Most).ToListAsync(cancellation))
        .Select(j => new StuckRow(StuckKind.Clock, j.Id, null, j.Node, StuckFault.ClockJumped, "", j.SeenAt)
        {
            Who = ((j.AheadSeconds + 30) / 60).ToString(CultureInfo.CurrentCulture),
        });

    private async Task<string?> Title(string version, string nodeId, CancellationToken cancellation) =>
        (await catalog.Find(version, cancellation))?.Find(nodeId)?.Node.Title(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
