using Crm.Domain.Deals;

namespace Crm.Domain.Documents;

public sealed partial class SalesDocument
{
    /// <summary>When it last became active: after a return to a stage only documents activated since count.</summary>
    public DateTimeOffset? ActivatedAt { get; private set; }
    public DateTimeOffset? PostedAt { get; private set; }

    /// <summary>Why it stopped proving what it proved.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Moves between the states of its kind. Leaving a proving state needs a reason when a gate that was passed rested on the
    /// document (DOC-003): that is asked where the gates' records are.</summary>
    public void ChangeStatus(DocumentStatus status, Deal? deal, Cause cause, DateTimeOffset at, string? reason = null)
    {
        if (status is DocumentStatus.Posted)
        {
            Post(deal, cause, at);
            return;
        }
        if (!DocumentStates.Of(Kind).Contains(status))
            throw Refused("GEN-003", $"{Kind} has no state {status}", $"У документа «{Kind}» нет состояния «{status}»");
        if (status == Status) return;
        var withdraws = DocumentStates.Proves(Status) && !DocumentStates.Proves(status);
        reason = Reason(reason);
        var before = Status;
        Status = status;
        if (status is DocumentStatus.Active) ActivatedAt = at.ToUniversalTime();
        if (withdraws) (PostedAt, WithdrawalReason) = (null, reason);
        var kind = (before, withdraws) switch
        {
            (DocumentStatus.Posted, _) => "document.unposted",
            (_, true) => "document.withdrawn",
            _ => "document.status_changed",
        };
        Tell(kind, Head().With("from", before).WithText("reason", reason), deal, cause, at);
    }

    public void Post(Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (!DocumentStates.IsPosted(Kind)) throw Refused("GEN-003", $"{Kind} is not posted", $"Документ «{Kind}» не проводится");
        if (Status is DocumentStatus.Posted) return;
        if (Status is DocumentStatus.Canceled) throw Refused("GEN-007", "The document is canceled", "Документ отменён");
        (Status, PostedAt) = (DocumentStatus.Posted, at.ToUniversalTime());
        Tell("document.posted", Head(), deal, cause, at);
    }

    /// <summary>Back to draft.</summary>
    public void Unpost(string? reason, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Status is not DocumentStatus.Posted) return;
        ChangeStatus(DocumentStatus.Draft, deal, cause, at, reason);
    }

    /// <summary>The customer accepts an offer.</summary>
    public void Accept(Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Kind is not DocumentKind.CommercialOffer || Status is not (DocumentStatus.Active or DocumentStatus.Accepted))
            throw Refused("GEN-007", "Only an active offer can be accepted", "Принять можно только действующее предложение");
        ChangeStatus(DocumentStatus.Accepted, deal, cause, at);
    }

    private static string? Reason(string? reason)
    {
        var checks = new Checks();
        reason = checks.OptionalText(reason, 500, "reason");
        checks.Throw();
        return reason;
    }
}
