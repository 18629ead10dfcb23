using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Computes every seal again from the record as it is now, and the chains of all deals.</summary>
internal sealed class SealCheck(IDbContextFactory<CrmDbContext> databases)
{
    public async Task<SealFinding> Verify(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var seals = await database.Set<AuditSeal>().AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancellation);
        var changes = await SealStore.Changes(database, cancellation).ToDictionaryAsync(c => c.Number, c => c.Heads, cancellationToken: cancellation);
        var heads = new Dictionary<Guid, string>();
        var previous = (Hash: HashChain.Start, Number: 0L, ToSeq: 0L);
        foreach (var seal in seals)
        {
            foreach (var (id, hash) in changes.GetValueOrDefault(seal.Number) ?? new Dictionary<Guid, string>()) heads[id] = hash;
            if (seal.Number != previous.Number + 1 || seal.PreviousHash != previous.Hash || seal.FromSeq != previous.ToSeq + 1 || !seal.IsIntact
                || !await Matches(database, seal, heads, cancellation))
                return new SealFinding(seals.Count, seal.Number, null);
            previous = (seal.Hash, seal.Number, seal.ToSeq);
        }
        return new SealFinding(seals.Count, null, await BrokenDeal(database, heads, cancellation));
    }

    private static async Task<bool> Matches(CrmDbContext database, AuditSeal seal, Dictionary<Guid, string> heads, CancellationToken cancellation)
    {
        var entries = await database.Set<AuditEntry>().AsNoTracking().Where(e => e.Seq >= seal.FromSeq && e.Seq <= seal.ToSeq).OrderBy(e => e.Seq).ToListAsync(cancellation);
        return entries.Count == seal.EntryCount && heads.Count == seal.DealCount
            && MerkleTree.Head(AuditSeal.Records(entries, SealStore.InOrder(heads))) == seal.MerkleHead;
    }

    /// <summary>The first deal whose facts no longer give their hashes, or no longer pass through the head that was sealed.</summary>
    private static async Task<Guid?> BrokenDeal(CrmDbContext database, Dictionary<Guid, string> heads, CancellationToken cancellation)
    {
        var (deal, walk) = (Guid.Empty, new ChainWalk());
        await foreach (var fact in database.Set<DealEvent>().AsNoTracking().OrderBy(e => e.DealId).ThenBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (fact.DealId != deal) (deal, walk) = (fact.DealId, new ChainWalk());
            if (!walk.Continues(fact)) return deal;
            if (heads.GetValueOrDefault(fact.DealId) == fact.Hash) heads.Remove(fact.DealId);
        }
        return heads.Count > 0 ? heads.Keys.Order().First() : null;
    }
}
