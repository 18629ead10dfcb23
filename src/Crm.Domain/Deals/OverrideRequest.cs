using Crm.Domain.Users;

namespace Crm.Domain.Deals;

/// <summary>Somebody asks to pass a gate or a limit. It is granted at once, or by a second person in a session of her own.</summary>
public sealed class OverrideRequest : Evidence
{
    /// <summary>By this a task says that it decides an override.</summary>
    public const string TaskSubject = "override";

    private static readonly TimeSpan Usual = TimeSpan.FromDays(14), Longest = TimeSpan.FromDays(30);

    /// <summary>The gate's or the limit's.</summary>
    public string Code { get; private set; } = "";
    public string? StageCode { get; private set; }
    public int VisitNo { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid RequestedBy { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>Who may grant it; null where no gate names a role.</summary>
    public Role? Role { get; private set; }
    public Guid? TaskId { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public OverrideState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public Guid? DecidedOnBehalfOf { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    private OverrideRequest() { }

    /// <param name="until">When it ends if the stage does not end it before: within 30 days, usually 14.</param>
    internal static OverrideRequest Ask(string code, Gate? gate, string? reason, DateTimeOffset? until, Deal deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        reason = checks.Text(reason, 2000, "reason");
        checks.That(until is null || until > at && until <= at + Longest, "GEN-004", "expiresAt", until);
        checks.Throw();
        var request = new OverrideRequest
        {
            DealId = deal.Id,
            Code = code,
            StageCode = deal.StageCode,
            VisitNo = deal.VisitNo,
            Reason = reason,
            RequestedBy = cause.Actor.Id,
            RequestedAt = at.ToUniversalTime(),
            Role = gate?.OverrideRole,
            ExpiresAt = (until ?? at + Usual).ToUniversalTime(),
        };
        request.Born(cause, at);
        if (gate?.SecondPerson == true) request.Tell("gate.override_requested", request.Facts().WithText("reason", reason), deal, cause, at);
        else request.Pass(deal, cause, at);
        return request;
    }

    /// <summary>The second person gets it as work.</summary>
    public void IsDecidedBy(Guid taskId) => TaskId = taskId;

    /// <summary>
    /// Four eyes (OVR-001): neither the person who decides nor the one stood in for has asked for it, owns the deal or is one of
    /// <paramref name="involved"/>.
    /// </summary>
    /// <param name="involved">Earlier owners of the deal, and present substitutes of anybody who is excluded.</param>
    public void Decide(bool grant, string? note, IReadOnlySet<Guid> involved, Deal deal, Cause cause, DateTimeOffset at)
    {
        if (State is not OverrideState.Requested || deal.StageCode != StageCode || deal.VisitNo != VisitNo) throw new DomainException("APR-003");
        if (!cause.Actor.IsPerson || Role is { } role && !cause.Actor.Is(role)) throw new DomainException("OVR-002", Role);
        if (IsExcluded(cause.Actor.Id, involved, deal) || cause.Actor.OnBehalfOf is { } other && IsExcluded(other, involved, deal))
            throw new DomainException("OVR-001");
        var checks = new Checks();
        note = checks.OptionalText(note, 2000, "note");
        checks.Throw();
        (DecidedBy, DecidedOnBehalfOf, DecidedAt) = (cause.Actor.Id, cause.Actor.OnBehalfOf, at.ToUniversalTime());
        if (grant)
        {
            Pass(deal, cause, at);
            return;
        }
        State = OverrideState.Rejected;
        Tell("gate.override_rejected", Facts().WithText("note", note), deal, cause, at);
    }

    private void Pass(Deal deal, Cause cause, DateTimeOffset at)
    {
        State = OverrideState.Granted;
        deal.Grant(new Override(Code, RequestedBy, DecidedBy, at, ExpiresAt));
        Tell("gate.overridden", Facts().With("approvedBy", DecidedBy).WithText("reason", Reason), deal, cause, at);
    }

    private bool IsExcluded(Guid person, IReadOnlySet<Guid> involved, Deal deal) =>
        person == RequestedBy || person == deal.OwnerId || involved.Contains(person);

    private Facts Facts() => Deals.Facts.None.With("gate", Code).With("requestedBy", (Guid?)RequestedBy).With("expiresAt", (DateTimeOffset?)ExpiresAt);
}
