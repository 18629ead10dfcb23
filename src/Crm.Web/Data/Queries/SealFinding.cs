namespace Crm.Web.Data.Queries;

/// <summary>What a check of the record found: the first seal that no longer holds, the first deal with a broken chain.</summary>
internal sealed record SealFinding(int Seals, long? BrokenSeal, Guid? BrokenDeal)
{
    public bool IsIntact => BrokenSeal is null && BrokenDeal is null;
}
