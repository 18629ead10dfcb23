using Crm.Domain.Deals;

namespace Crm.Domain.Documents;

public sealed partial class SalesDocument
{
    public SignatureState Signature { get; private set; }

    /// <summary>Hash of the signed copy.</summary>
    public string? SignedFileSha256 { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }

    public void SendForSignature(Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Signature is SignatureState.Pending) return;
        (Signature, SignedFileSha256, SignedAt) = (SignatureState.Pending, null, null);
        Tell("document.sent_for_signature", Head(), deal, cause, at);
    }

    /// <summary>The signed copy has come: its file is attached to this document.</summary>
    public void Sign(FileAttachment file, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (file.SubjectId != Id) throw DomainException.For("GEN-012", "file", "file");
        (Signature, SignedFileSha256, SignedAt) = (SignatureState.Signed, file.Sha256, at.ToUniversalTime());
        Tell("document.signed", Head().With("fileSha256", file.Sha256), deal, cause, at);
    }

    public void RevokeSignature(string? reason, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Signature is not (SignatureState.Signed or SignatureState.Pending)) return;
        reason = Reason(reason);
        (Signature, SignedFileSha256, SignedAt) = (SignatureState.Revoked, null, null);
        Tell("document.signature_revoked", Head().WithText("reason", reason), deal, cause, at);
    }
}
