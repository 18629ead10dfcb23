using Crm.Workflows.Activities.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

internal static class DueEffects
{
    /// <summary>
    /// Effects whose time has come and that nothing holds back: what reaches the outside leaves in the order of its deal, so it waits behind
    /// one that is tried again later, and a letter behind one that may still be undone.
    /// </summary>
    public static IQueryable<OutboxMessage> DueAt(this IQueryable<OutboxMessage> outbox, DateTimeOffset now)
    {
        var pending = outbox.Where(m => m.State == OutboxState.Pending);
        var waiting = pending.Where(m => m.Attempts > 0 && m.DealId != null && m.NotBefore > now && !Effects.BetweenRuns.Contains(m.Kind)).Select(m => m.DealId);
        var held = pending.Where(m => m.Kind == SendMessage.EffectKind && m.DealId != null && m.NotBefore > now).Select(m => m.DealId);
        return pending.Where(m => m.NotBefore <= now && (m.DealId == null || Effects.BetweenRuns.Contains(m.Kind) || !waiting.Contains(m.DealId)))
            .Where(m => m.Kind != SendMessage.EffectKind || m.DealId == null || !held.Contains(m.DealId));
    }
}
