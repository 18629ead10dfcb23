using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>Follows the record of one deal from its beginning and recomputes its chain (F-29).</summary>
public sealed class ChainWalk
{
    /// <summary>The last fact that held; 0 before the first.</summary>
    public long Seq { get; private set; }

    public string Hash { get; private set; } = HashChain.Start;

    /// <returns>False for the first fact that was changed, put in, or follows one that was taken out.</returns>
    public bool Continues(DealEvent fact)
    {
        if (fact.Seq != Seq + 1 || fact.PreviousHash != Hash || fact.Hash != HashChain.Next(Hash, fact.Record())) return false;
        (Seq, Hash) = (fact.Seq, fact.Hash);
        return true;
    }
}
