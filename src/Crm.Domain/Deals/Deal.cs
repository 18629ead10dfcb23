namespace Crm.Domain.Deals;

public sealed partial class Deal : Entity
{
    public void EvidenceChanged(string kind, Facts facts, Cause cause, DateTimeOffset at) { }
}
