using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

public sealed record ApprovalFact(Guid Id, Guid DocumentId, string ContentHash, ApprovalState State, Guid? DecidedBy, Guid? TaskId)
{
    public bool Granted => State == ApprovalState.Approved;
}
