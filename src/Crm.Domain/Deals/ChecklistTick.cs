namespace Crm.Domain.Deals;

/// <summary>A point of a gate's list that a person ticked for one deal.</summary>
public sealed class ChecklistTick : Evidence
{
    public string Item { get; private set; } = "";
    public Guid TickedBy { get; private set; }
    public DateTimeOffset TickedAt { get; private set; }
    public bool Removed { get; private set; }

    private ChecklistTick() { }

    public static ChecklistTick Tick(StageFlow flow, string item, Deal deal, Cause cause, DateTimeOffset at)
    {
        RequireOpen(deal, cause);
        if (!flow.ChecklistItems.Contains(item)) throw DomainException.For("GEN-003", "item", "item");
        var tick = new ChecklistTick { DealId = deal.Id, Item = item, TickedBy = cause.Actor.OnBehalfOf ?? cause.Actor.Id, TickedAt = at.ToUniversalTime() };
        tick.Born(cause, at);
        tick.Tell("checklist.ticked", Facts.None.With("item", item), deal, cause, at);
        return tick;
    }

    public void Untick(Deal deal, Cause cause, DateTimeOffset at)
    {
        if (Removed) return;
        RequireOpen(deal, cause);
        Removed = true;
        Tell("checklist.unticked", Facts.None.With("item", Item), deal, cause, at);
    }
}
