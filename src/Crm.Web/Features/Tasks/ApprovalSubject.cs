using Crm.Domain;
using Crm.Domain.Documents;

namespace Crm.Web.Features.Tasks;

/// <summary>A document that waits for a second person's word.</summary>
public sealed record ApprovalSubject(Guid DocumentId, DocumentKind Kind, string Number, DateOnly On, Money Total, decimal DiscountPct)
{
    public decimal? LimitPct { get; init; }
    public string? Author { get; init; }
    public string? RequestNote { get; init; }
    public ApprovalState State { get; init; }

    /// <summary>Edited since it was sent for approval: it can only be returned.</summary>
    public bool Changed { get; init; }
}
