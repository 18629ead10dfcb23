using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

/// <summary>
/// What gates look at: counts, states, sums, dates and hashes of one deal at one moment, read under the deal's lock.
/// Money in minor units of the deal's currency.
/// </summary>
public sealed record DealFacts
{
    public DateTimeOffset Now { get; init; }

    /// <summary>The day in the company's time zone.</summary>
    public DateOnly Today { get; init; }
    public decimal DiscountLimitPct { get; init; } = 10m;
    public IReadOnlyList<InteractionFact> Interactions { get; init; } = [];
    public IReadOnlyList<DocumentFact> Documents { get; init; } = [];
    public IReadOnlyList<ApprovalFact> Approvals { get; init; } = [];
    public IReadOnlyList<ParticipantFact> Participants { get; init; } = [];

    /// <summary>Demand rows that are not canceled.</summary>
    public IReadOnlyList<Guid> Demand { get; init; } = [];
    public IReadOnlyList<PromiseFact> Promises { get; init; } = [];
    public IReadOnlyList<TickFact> Ticks { get; init; } = [];
    public int DemandUnexplained { get; init; }

    /// <summary>Products of confirmed orders whose shipped quantity is below the ordered one.</summary>
    public int UnshippedLines { get; init; }
    public int OpenClaims { get; init; }
    public int PlannedSteps { get; init; }

    public IEnumerable<Influence> Influences => Participants.Select(p => p.Influence).OfType<Influence>();
    public int Competitors => Participants.Count(p => p.Role == ParticipantRole.Competitor);
    public int DemandRows => Demand.Count;
    public long Shipped => Posted(DocumentKind.Shipment) + Posted(DocumentKind.Act);
    public long Returned => Posted(DocumentKind.Return);
    public long Paid => Posted(DocumentKind.Payment);
    public long Balance => Shipped - Returned - Paid;

    /// <summary>Approved in its present content by somebody who is neither the deal's owner nor the document's author.</summary>
    public bool IsApproved(Deal deal, DocumentFact document) => ApprovalsOf(deal, document).Any();

    public IEnumerable<ApprovalFact> ApprovalsOf(Deal deal, DocumentFact document) => Approvals.Where(a => Approves(a, deal, document));

    internal static bool Approves(ApprovalFact approval, Deal deal, DocumentFact document) => approval.IsFor(document)
        && approval.DecidedBy != deal.OwnerId && approval.DecidedBy != document.AuthorId;

    private long Posted(DocumentKind kind) =>
        Documents.Where(d => d.Kind == kind && d.Status == DocumentStatus.Posted).Sum(d => d.Total);
}
