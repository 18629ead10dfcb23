using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>
/// Something that may prove a stage of a deal. A change in a deal is a fact of that deal's chain, and only of it;
/// outside a deal it goes to the audit record.
/// </summary>
public abstract class Evidence : AuditedEntity
{
    public Guid? DealId { get; protected set; }

    /// <param name="deal">The deal this belongs to, locked by the same transaction; null when it belongs to none.</param>
    protected void Tell(string kind, Facts facts, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (DealId is null)
        {
            Happened(kind, facts, cause, at);
            return;
        }
        Expect(deal).EvidenceChanged(kind, facts.With("subjectId", (Guid?)Id), cause, at);
    }

    /// <summary>What belongs to the deal itself stays as it is once the deal is closed.</summary>
    protected static void RequireOpen(Deal deal, Cause cause)
    {
        if (!deal.IsOpen && !cause.IsImport) throw new DomainException("DEAL-006");
    }

    private Deal Expect(Deal? deal) => deal is not null && deal.Id == DealId
        ? deal
        : throw new InvalidOperationException($"{GetType().Name} {Id} changes only together with deal {DealId}.");
}
