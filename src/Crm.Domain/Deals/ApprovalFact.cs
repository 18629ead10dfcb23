using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

public sealed record ApprovalFact(Guid Id, string Kind, Guid DocumentId, string ContentHash, ApprovalState State, Guid? DecidedBy, Guid? TaskId)
{
    public bool Granted => State == ApprovalState.Approved;

    public EvidenceRef AsProof => new("approval", Id, ContentHash);

    /// <summary>Granted for the document as it is now.</summary>
    public bool IsFor(DocumentFact document) => Granted && DocumentId == document.Id && ContentHash == document.ContentHash;
}
