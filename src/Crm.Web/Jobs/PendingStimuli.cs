using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>
/// Events that nobody waited for when they came. Whoever waits meanwhile gets his; what is too old becomes a dead letter for a person.
/// </summary>
internal sealed class PendingStimuli(IDbContextFactory<CrmDbContext> databases, EventDelivery events, TimeProvider clock)
{
    private const int Batch = 200;

    public async Task Settle(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var waiting = await database.Set<PendingStimulus>().Where(s => !s.Dead).OrderBy(s => s.ReceivedAt).Take(Batch).ToListAsync(cancellation);
        foreach (var stimulus in waiting)
        {
            // Event and wait can pass each other unseen when their transactions run side by side.
            if (await events.Deliver(stimulus.ToStimulus(), stimulus.Id.ToString("N"), cancellation) > 0) database.Remove(stimulus);
            else if (stimulus.ExpiresAt <= clock.GetUtcNow()) stimulus.Expire();
        }
        if (database.ChangeTracker.HasChanges()) await Save(database, cancellation);
    }

    private static async Task Save(CrmDbContext database, CancellationToken cancellation)
    {
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A run took one of them a moment ago: it is settled, and the others have their turn with the next look.
        }
    }
}
