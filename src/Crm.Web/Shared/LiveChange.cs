namespace Crm.Web.Shared;

/// <summary>Deals that changed; without a list it may have been any.</summary>
internal sealed record LiveChange(IReadOnlyCollection<Guid>? Deals)
{
    public static readonly LiveChange Anything = new((IReadOnlyCollection<Guid>?)null);

    public bool Touches(Guid dealId) => Deals is null || Deals.Contains(dealId);
}
