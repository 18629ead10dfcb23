using Crm.Workflows.Runtime;

namespace Crm.Fault.Tests.History;

/// <summary>H-07 and H-08: effects against what their receivers saw.</summary>
internal static class EffectRules
{
    /// <param name="received">The receiver's log of the kind <paramref name="kind"/>; null when there is none.</param>
    public static IEnumerable<Violation> Of(Tables tables, IReadOnlyCollection<ReceivedEffect>? received, string? kind)
    {
        foreach (var twice in tables.Outbox.GroupBy(m => m.IdempotencyKey).Where(g => g.Count() > 1))
            yield return new("H-07", $"effect {twice.Key}", $"it is there {twice.Count()} times");
        if (received is null) yield break;
        var seen = received.ToLookup(r => r.Key);
        foreach (var effect in tables.Outbox.Where(m => m.Kind == kind && m.State == OutboxState.Delivered && !seen.Contains(m.IdempotencyKey)))
            yield return new("H-07", $"effect {effect.IdempotencyKey}", "it is marked delivered, and nobody received it");
        var known = tables.Outbox.Select(m => m.IdempotencyKey).ToHashSet();
        foreach (var delivery in seen)
        {
            if (!known.Contains(delivery.Key)) yield return new("H-07", $"effect {delivery.Key}", "it was received, and nothing is known of it");
            if (delivery.Select(d => d.Body).Distinct().Count() > 1) yield return new("H-08", $"effect {delivery.Key}", "it was delivered with different bodies");
        }
    }
}
