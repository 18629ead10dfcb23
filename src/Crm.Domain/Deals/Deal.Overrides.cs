using Crm.Domain.Users;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Passes granted by a person with the right, by gate or rule code.</summary>
    public List<Override> Overrides { get; private set; } = [];

    /// <summary>Rules besides gates that a person with the right may pass.</summary>
    private static readonly string[] Limits = ["STG-007", "LOSS-004"];

    /// <summary>Asks to pass a gate, or a limit such as STG-007, once, with a reason. The stage ends it.</summary>
    public OverrideRequest RequestOverride(StageFlow flow, string code, string? reason, DateTimeOffset? until, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        cause.Actor.Require(Right.DealsOverride);
        var gate = flow.Gate(code);
        if (gate is { OverrideRole: null }) throw new DomainException("OVR-002", "-");
        if (gate is null && !Limits.Contains(code)) throw new DomainException("GEN-008");
        if (gate?.OverrideRole is { } role && !cause.Actor.Is(role)) throw new DomainException("OVR-002", role);
        return OverrideRequest.Ask(code, gate, reason, until, this, cause, now);
    }

    internal void Grant(Override pass) => Overrides = [.. Overrides, pass];

    /// <summary>The limits that refuse a move of this deal now, each as it would be said; gates are not among them.</summary>
    /// <param name="balance">Shipped less paid, in minor units.</param>
    public IEnumerable<Refusal> LimitsReached(StageFlow flow, long balance, DateTimeOffset now)
    {
        if (flow.Transitions.FirstOrDefault(way => way.From == StageCode && IsUsedUp(way)) is { } returning)
            yield return new Refusal("STG-007", returning.MaxTimes);
        if (Unsettled(flow, balance, now) is { } unsettled)
            yield return unsettled;
    }

    /// <summary>From the stages named in the flow a loss is refused while goods or money are outstanding (LOSS-004).</summary>
    public Refusal? Unsettled(StageFlow flow, long balance, DateTimeOffset now) =>
        balance == 0 || StageCode is not { } stage || !flow.SettleBeforeLoss.Contains(stage) || HasOverride("LOSS-004", now)
            ? null
            : new Refusal("LOSS-004", new Money(Math.Max(0, balance), Currency), new Money(Math.Max(0, -balance), Currency));

    /// <summary>Whether a granted pass still holds; without a time only its existence counts.</summary>
    public bool HasOverride(string code, DateTimeOffset? at) => Overrides.Any(o => o.Code == code && (at is null || at < o.ExpiresAt));
}
