using Crm.Domain;
using Crm.Domain.Documents;

namespace Crm.Web.Data.Queries;

/// <summary>The head of a paper of the deal.</summary>
public sealed record DocumentHead(Guid Id, DocumentKind Kind, string Number, DateOnly On, DocumentStatus Status, Money Total, decimal MaxDiscountPct,
    string ContentHash, DateOnly? ValidToOn, SignatureState Signature, Guid CustomerId, int LineCount);
