using Crm.Domain.Users;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    public DateTimeOffset? HeldSince { get; private set; }
    public DateTimeOffset? HeldUntil { get; private set; }
    public string? HoldReason { get; private set; }

    /// <summary>Minutes on hold during the current stay; they do not count as work.</summary>
    public int HeldMinutes { get; private set; }

    public void Hold(string? reason, DateTimeOffset until, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        if (string.IsNullOrWhiteSpace(reason) || until <= now || until > now.AddDays(180)) throw new DomainException("DEAL-009");
        HeldSince = now;
        HeldUntil = until;
        HoldReason = reason;
        Record("deal.held", Facts.None.With("until", until).WithText("reason", reason), cause, now);
    }

    public void Resume(Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        if (HeldSince is not { } since) return;
        HeldMinutes += (int)(now - since).TotalMinutes;
        HeldSince = null;
        HeldUntil = null;
        HoldReason = null;
        Record("deal.resumed", Facts.None, cause, now);
    }

    /// <summary>Hands a strict deal over to its manager; the run is canceled by the caller in the same transaction.</summary>
    public void SwitchToManual(string? reason, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        cause.Actor.Require(Right.DealsOverride);
        if (ControlMode != ControlMode.Strict) throw new DomainException("WFI-004", ControlMode);
        if (string.IsNullOrWhiteSpace(reason)) throw DomainException.For("GEN-012", "reason", "reason");
        ControlMode = ControlMode.Manual;
        WorkflowInstanceId = null;
        Record("deal.switched_to_manual", Facts.None.With("kind", TransitionKind.SwitchToManual).With("stage", StageCode)
            .WithText("reason", reason), cause, now);
    }
}
