using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Customers;

/// <summary>A relation between two customers, e.g. "agent of".</summary>
public sealed class CustomerLink : AuditedEntity
{
    public Guid FromCustomerId { get; private set; }
    public Guid ToCustomerId { get; private set; }
    public string Kind { get; private set; } = "";
    public bool Active { get; private set; }

    private CustomerLink() { }

    public static CustomerLink Between(Guid fromCustomerId, Guid toCustomerId, string kind, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        kind = checks.Text(kind, 60, nameof(Kind));
        checks.That(fromCustomerId != toCustomerId, "CUS-003", nameof(ToCustomerId));
        checks.Throw();
        var link = new CustomerLink { FromCustomerId = fromCustomerId, ToCustomerId = toCustomerId, Kind = kind, Active = true };
        link.Born(cause, at);
        link.Happened("customer.linked", new Facts().With("from", fromCustomerId).With("to", toCustomerId).With("linkKind", kind), cause, at);
        return link;
    }

    public void End(Cause cause, DateTimeOffset at)
    {
        if (!Active) return;
        Active = false;
        Happened("customer.unlinked", Facts.None, cause, at);
    }
}
