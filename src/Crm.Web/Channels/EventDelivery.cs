using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Channels;

/// <summary>
/// Tells a named event to every run that waits for it, each in a transaction of its own (BM-05), and starts a run for each trigger that
/// starts at it (TR-05). What nobody waits for is kept for a while (BM-07).
/// </summary>
internal sealed class EventDelivery(IDbContextFactory<CrmDbContext> databases, CommandRunner runner, StartedRuns starts)
{
    private static readonly Actor Events = Actor.Job("events");

    public async Task Publish(Delivery delivery, CancellationToken cancellation)
    {
        var stimulus = PublishEvent.Told(delivery.Message.Payload);
        var met = await Deliver(stimulus, delivery.Message.IdempotencyKey, cancellation);
        if (stimulus.InstanceId is not null) return;
        if (met + await starts.Start(stimulus, delivery.Message.IdempotencyKey, cancellation) > 0) return;
        delivery.Keep(PendingStimulus.Of(stimulus, delivery.Now));
    }

    /// <param name="key">The same key tells the same event again: who has heard it is not told twice.</param>
    /// <returns>How many waits it met.</returns>
    public async Task<int> Deliver(Stimulus stimulus, string key, CancellationToken cancellation = default)
    {
        var waiting = await Waiting(stimulus, cancellation);
        foreach (var (instanceId, bookmarkId) in waiting)
        {
            var operation = Command.OperationOf($"{key}:{instanceId:N}:{bookmarkId}");
            var command = Command.Of(operation, Events, Door.Signal, Subject.Instance(instanceId), "event.deliver", new { key, bookmarkId });
            try
            {
                await runner.Run(command, scope => scope.Deliver(stimulus), cancellation);
            }
            catch (DomainException gone) when (gone.Code is "WFI-003" or "WFI-004")
            {
                // Something else resumed or ended it a moment before: it no longer waits.
            }
        }
        return waiting.Count;
    }

    private async Task<IReadOnlyList<(Guid InstanceId, string BookmarkId)>> Waiting(Stimulus stimulus, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Set<Bookmark>().AsNoTracking().Where(b => b.Name == stimulus.Name && b.Hash == stimulus.Hash)
            .Where(b => stimulus.CorrelationId == null || b.CorrelationId == stimulus.CorrelationId)
            .Where(b => stimulus.InstanceId == null || b.WorkflowInstanceId == stimulus.InstanceId)
            .Select(b => new { b.WorkflowInstanceId, b.Id }).ToListAsync(cancellation);
        return [.. rows.Select(r => (r.WorkflowInstanceId, r.Id))];
    }
}
