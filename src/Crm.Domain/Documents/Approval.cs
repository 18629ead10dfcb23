using Crm.Domain.Deals;
using Crm.Domain.Users;

namespace Crm.Domain.Documents;

/// <summary>A second person's word on a document, bound to its content.</summary>
public sealed class Approval : Evidence
{
    /// <summary>What is approved, e.g. "discount", "contract".</summary>
    public string Kind { get; private set; } = "";
    public Guid? SubjectDocumentId { get; private set; }
    public string ContentHash { get; private set; } = "";
    public Guid? AuthorId { get; private set; }
    public Guid RequestedBy { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public string? RequestNote { get; private set; }
    public Guid? ApproverId { get; private set; }
    public Role? ApproverRole { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public Guid? TaskId { get; private set; }
    public ApprovalState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public Guid? DecidedOnBehalfOf { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Note { get; private set; }

    private Approval() { }

    public static Approval Request(ApprovalRequest request, SalesDocument document, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var approval = new Approval
        {
            Kind = checks.Text(request.Kind, 60, nameof(Kind)),
            RequestNote = checks.OptionalText(request.Note, 2000, nameof(Note)),
            DueAt = checks.Date(request.DueAt, nameof(DueAt)),
            SubjectDocumentId = document.Id,
            ContentHash = document.ContentHash,
            AuthorId = document.AuthorId,
            DealId = document.DealId,
            RequestedBy = cause.Actor.Id,
            RequestedAt = at.ToUniversalTime(),
            ApproverId = request.ApproverId,
            ApproverRole = request.ApproverRole,
            TaskId = request.TaskId,
        };
        checks.Throw();
        approval.Born(cause, at);
        approval.Tell("approval.requested", approval.Facts().With("approverId", approval.ApproverId).With("approverRole", approval.ApproverRole)
            .WithText("note", approval.RequestNote), deal, cause, at);
        return approval;
    }

    public bool IsGrantedFor(string contentHash) => State is ApprovalState.Approved && ContentHash == contentHash;

    /// <summary>
    /// Four eyes (APR-001): neither the person who decides nor the one stood in for may be the requester, the author,
    /// the deal's owner or one of <paramref name="involved"/>.
    /// </summary>
    /// <param name="document">As it stands now: changed content cannot be decided on (APR-002).</param>
    /// <param name="involved">Earlier owners of the deal, and present substitutes of anybody who is excluded.</param>
    public void Decide(bool approve, string? note, SalesDocument document, IReadOnlySet<Guid> involved, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (State is not ApprovalState.Pending) throw new DomainException("APR-003");
        RequireApprover(cause.Actor);
        if (IsExcluded(cause.Actor.Id, involved, deal) || cause.Actor.OnBehalfOf is { } other && IsExcluded(other, involved, deal))
            throw new DomainException("APR-001");
        if (document.ContentHash != ContentHash) throw new DomainException("APR-002");
        var checks = new Checks();
        note = checks.OptionalText(note, 2000, nameof(Note));
        checks.Throw();
        (State, Note) = (approve ? ApprovalState.Approved : ApprovalState.Rejected, note);
        (DecidedBy, DecidedOnBehalfOf, DecidedAt) = (cause.Actor.Id, cause.Actor.OnBehalfOf, at.ToUniversalTime());
        Tell("approval.decided", Facts().With("state", State).WithText("note", note), deal, cause, at);
    }

    public void Withdraw(string? note, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (State is ApprovalState.Withdrawn) throw new DomainException("APR-003");
        var checks = new Checks();
        note = checks.OptionalText(note, 2000, nameof(Note));
        checks.Throw();
        State = ApprovalState.Withdrawn;
        Tell("approval.withdrawn", Facts().WithText("note", note), deal, cause, at);
    }

    /// <summary>The decision was undone together with the act that made it: the question is open again.</summary>
    public void PutBack(Deal deal, Cause cause, DateTimeOffset at)
    {
        if (State is ApprovalState.Pending) throw new InvalidOperationException($"Approval {Id} is not decided.");
        (State, Note) = (ApprovalState.Pending, null);
        (DecidedBy, DecidedOnBehalfOf, DecidedAt) = (null, null, null);
        Tell("approval.put_back", Facts(), deal, cause, at);
    }

    private bool IsExcluded(Guid person, IReadOnlySet<Guid> involved, Deal? deal) =>
        person == RequestedBy || person == AuthorId || person == deal?.OwnerId || involved.Contains(person);

    private void RequireApprover(Actor actor)
    {
        if (ApproverId is { } named && actor.Id != named && actor.OnBehalfOf != named) throw new DomainException("GEN-009", new LocalText("the named approver", "назначенный согласующий"));
        if (ApproverRole is { } role && ApproverId is null && !actor.Is(role)) throw new DomainException("GEN-009", role);
    }

    private Facts Facts() => new Facts().With("approvalKind", Kind).With("documentId", SubjectDocumentId).With("contentHash", ContentHash);
}
