using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Web.Data.Stores;

namespace Crm.Fault.Tests.History;

/// <summary>H-03 and H-05: numbers without gaps, hashes that verify.</summary>
internal static class ChainRules
{
    public static IEnumerable<Violation> Of(Tables tables) => [.. Gaps(tables), .. Chains(tables), .. Seals(tables)];

    private static IEnumerable<Violation> Gaps(Tables tables)
    {
        foreach (var deal in tables.Deals)
        {
            var expected = 1L;
            foreach (var fact in tables.Facts[deal.Id])
            {
                if (fact.Seq != expected) yield return new("H-03", $"deal {deal.Id} fact {fact.Seq}", $"fact {expected} was expected");
                expected = fact.Seq + 1;
            }
            if (expected != deal.LastSeq + 1) yield return new("H-03", $"deal {deal.Id}", $"its last fact is {expected - 1}, and it says {deal.LastSeq}");
        }
        foreach (var (id, document) in tables.Documents)
        {
            var expected = 0L;
            foreach (var entry in tables.Journal[id])
            {
                if (entry.Sequence != expected) yield return new("H-03", $"run {id} entry {entry.Sequence}", $"entry {expected} was expected");
                expected = entry.Sequence + 1;
            }
            if (expected != document.ExecutionLogSequence)
                yield return new("H-03", $"run {id}", $"its next entry is {expected}, and it says {document.ExecutionLogSequence}");
        }
    }

    private static IEnumerable<Violation> Chains(Tables tables)
    {
        foreach (var deal in tables.Deals)
        {
            var walk = new ChainWalk();
            var broken = tables.Facts[deal.Id].FirstOrDefault(fact => !walk.Continues(fact));
            if (broken is not null) yield return new("H-05", $"deal {deal.Id} fact {broken.Seq}", "its hash does not verify");
            else if ((walk.Seq, walk.Hash) != (deal.LastSeq, deal.LastHash)) yield return new("H-05", $"deal {deal.Id}", "its head is not the hash of its last fact");
        }
    }

    private static IEnumerable<Violation> Seals(Tables tables)
    {
        var (number, hash) = (0L, HashChain.Start);
        foreach (var seal in tables.Seals)
        {
            if (seal.Number != number + 1 || seal.PreviousHash != hash || !seal.IsIntact) yield return new("H-05", $"seal {seal.Number}", "it does not continue the seal before it");
            (number, hash) = (seal.Number, seal.Hash);
        }
        var known = tables.Facts.ToDictionary(deal => deal.Key, deal => deal.Select(fact => fact.Hash).ToHashSet());
        foreach (var entry in tables.Entries.Where(e => e.Kind == SealStore.SealedKind))
            foreach (var (deal, head) in JsonNode.Parse(entry.Payload)!["heads"]!.AsObject())
                if (known.GetValueOrDefault(Guid.Parse(deal))?.Contains((string)head!) != true)
                    yield return new("H-05", $"deal {deal}", $"the head that entry {entry.Seq} has sealed is not in its record");
    }
}
