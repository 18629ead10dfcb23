using Crm.Domain.Users;

namespace Crm.Domain.Deals;

/// <summary>Who may see a deal: its owner, heads above the owner's unit, people who may see all; others only through their tasks.</summary>
public static class DealVisibility
{
    public static bool Sees(Actor actor, Guid ownerId, Guid? ownerUnitId) =>
        !actor.IsPerson
        || actor.Has(Right.DealsViewAll)
        || (actor.Has(Right.DealsView) && (ownerId == actor.Id || (ownerUnitId is { } unit && actor.HeadedUnitIds.Contains(unit))));
}
