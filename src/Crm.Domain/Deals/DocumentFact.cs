using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

/// <summary>The head of one document of the deal; lines stay unread.</summary>
public sealed record DocumentFact(Guid Id, DocumentKind Kind, DocumentStatus Status, long Total, decimal MaxDiscountPct, string ContentHash,
    DateOnly? ValidToOn, bool Signed, Guid? AuthorId, DateTimeOffset? ActivatedAt)
{
    public EvidenceRef AsProof => new("document", Id, ContentHash);

    public bool IsConfirmedOrder => Kind == DocumentKind.CustomerOrder
        && Status is DocumentStatus.Confirmed or DocumentStatus.Reserved or DocumentStatus.ToShip or DocumentStatus.Closed;
}
