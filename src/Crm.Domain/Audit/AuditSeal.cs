using System.Globalization;
using System.Text.Json.Nodes;

namespace Crm.Domain.Audit;

/// <summary>
/// A head over a range of audit entries and the chain heads of all deals at one moment, chained to the seal before it.
/// Kept outside, one hash proves everything before it.
/// </summary>
public sealed class AuditSeal
{
    public Guid Id { get; private set; }

    /// <summary>1, 2, 3…</summary>
    public long Number { get; private set; }
    public long FromSeq { get; private set; }
    public long ToSeq { get; private set; }
    public int EntryCount { get; private set; }
    public int DealCount { get; private set; }
    public string MerkleHead { get; private set; } = "";
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public DateTimeOffset SealedAt { get; private set; }

    private AuditSeal() { }

    /// <param name="entries">Everything recorded since the last seal, in order of Seq.</param>
    /// <param name="deals">Id and last hash of every deal, in order of id.</param>
    public static AuditSeal Of(AuditSeal? previous, IReadOnlyList<AuditEntry> entries, IReadOnlyList<(Guid Id, string LastHash)> deals, DateTimeOffset at)
    {
        var seal = new AuditSeal
        {
            Id = Guid.CreateVersion7(at),
            Number = (previous?.Number ?? 0) + 1,
            FromSeq = (previous?.ToSeq ?? 0) + 1,
            ToSeq = entries.Count > 0 ? entries[^1].Seq : previous?.ToSeq ?? 0,
            EntryCount = entries.Count,
            DealCount = deals.Count,
            MerkleHead = MerkleTree.Head(Records(entries, deals)),
            PreviousHash = previous?.Hash ?? HashChain.Start,
            SealedAt = at.ToUniversalTime(),
        };
        seal.Hash = HashChain.Next(seal.PreviousHash, seal.Record());
        return seal;
    }

    /// <summary>The leaves of the head, in order: entries first, deals after them.</summary>
    public static IEnumerable<string> Records(IReadOnlyList<AuditEntry> entries, IReadOnlyList<(Guid Id, string LastHash)> deals) =>
        entries.Select(entry => entry.Record()).Concat(deals.Select(deal => $"{deal.Id} {deal.LastHash}"));

    /// <summary>The seal's own text still gives its hash.</summary>
    public bool IsIntact => Hash == HashChain.Next(PreviousHash, Record());

    private string Record() => CanonicalJson.Write(new JsonObject
    {
        ["at"] = SealedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        ["deals"] = DealCount,
        ["entries"] = EntryCount,
        ["from"] = FromSeq,
        ["head"] = MerkleHead,
        ["number"] = Number,
        ["to"] = ToSeq,
    });
}
