using System.Text.Json.Nodes;
using Crm.Domain.Tasks;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    private readonly List<StageVisit> newVisits = [];

    public string? StageCode { get; private set; }
    public DateTimeOffset? StageEnteredAt { get; private set; }

    /// <summary>Which stay in the current stage this is, from 1.</summary>
    public int VisitNo { get; private set; }

    /// <summary>How often each stage was entered ("proposal") and each move made ("terms>proposal").</summary>
    public Dictionary<string, int> Tally { get; private set; } = [];

    /// <summary>The open stay, loaded with the deal; null once closed or when the deal has no stages.</summary>
    public StageVisit? Visit { get; private set; }

    public IReadOnlyList<StageVisit> NewVisits => newVisits;

    /// <summary>For the store: hands the open stay to a deal just loaded.</summary>
    public void At(StageVisit? openVisit) => Visit = openVisit;

    /// <summary>Enters the first stage, or the one an import or a reopening names.</summary>
    public void Begin(StageFlow flow, string? stage, TransitionKind kind, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        var target = stage is null ? flow.First : flow.Stage(stage);
        if (target.Kind != StageKind.Working) throw new DomainException("STG-001", target.Code);
        Enter(target, kind, cause, now);
        Record("deal.stage_entered", StageFacts(null, target.Code, kind), cause, now);
    }

    /// <summary>
    /// Moves to another working stage. A strict deal accepts only its workflow; a manual deal accepts a person who may move it.
    /// The caller has evaluated the gates and passes what they said.
    /// </summary>
    public void MoveTo(StageFlow flow, string to, string? reason, IReadOnlyList<GateEvaluation> gates, WorkingCalendar calendar, Cause cause,
        DateTimeOffset now)
    {
        RequireOpen();
        if (ControlMode == ControlMode.None) throw new DomainException("DTP-005");
        if (ControlMode == ControlMode.Strict && cause.Actor.Kind != ActorKind.Workflow) throw new DomainException("WFI-001");
        var target = flow.Stage(to);
        var current = flow.Stage(StageCode!);
        var kind = KindOf(flow, current, target);
        RequireReason(flow, kind, reason);
        RequireDate(flow, cause, now);
        RequireReturnsLeft(flow, current, target);

        if (kind == TransitionKind.Skip)
            foreach (var passedOver in flow.Working.Where(s => s.Position > current.Position && s.Position < target.Position))
            {
                newVisits.Add(StageVisit.Skip(this, passedOver.Code, Count(passedOver.Code), cause, now));
                Skipped(passedOver, cause, now);
            }
        if (flow.Transition(current.Code, target.Code) is { } way && TimesMoved(way.From, way.To) >= way.MaxTimes) UseOverride("STG-007", cause, now);
        WentBack(kind, reason, cause, now);
        LeaveVisit(kind is TransitionKind.Back or TransitionKind.Rework ? VisitResult.Returned : VisitResult.Passed, kind, calendar, cause, now);
        Count($"{current.Code}>{target.Code}");
        Enter(target, kind, cause, now);
        Record("deal.stage_changed", StageFacts(current.Code, target.Code, kind).With("gates", Said(gates)).WithText("reason", reason), cause, now);
    }

    public bool CanMoveTo(StageFlow flow, string to) => IsOpen && flow.Find(to) is { Kind: StageKind.Working } && to != StageCode
        && (ControlMode == ControlMode.Manual || flow.Transition(StageCode!, to) is not null);

    public int TimesMoved(string from, string to) => Tally.GetValueOrDefault($"{from}>{to}");

    /// <summary>The kind a move to <paramref name="to"/> would have: forward, skip, back or rework.</summary>
    public TransitionKind KindOfMoveTo(StageFlow flow, string to) => KindOf(flow, flow.Stage(StageCode!), flow.Stage(to));

    private TransitionKind KindOf(StageFlow flow, Stage from, Stage to)
    {
        if (to.Kind != StageKind.Working || to.Code == from.Code) throw new DomainException("STG-001", to.Code);
        if (ControlMode == ControlMode.Strict)
            return flow.Transition(from.Code, to.Code)?.Kind ?? throw new DomainException("STG-001", to.Code);
        var next = flow.Working.FirstOrDefault(s => s.Position > from.Position);
        return to.Position < from.Position ? TransitionKind.Back : to.Code == next?.Code ? TransitionKind.Forward : TransitionKind.Skip;
    }

    private static void RequireReason(StageFlow flow, TransitionKind kind, string? reason)
    {
        var needed = kind switch
        {
            TransitionKind.Skip => flow.ReasonOnSkip,
            TransitionKind.Back or TransitionKind.Rework => flow.ReasonOnBack,
            _ => false,
        };
        if (needed && string.IsNullOrWhiteSpace(reason)) throw DomainException.For("STG-003", "reason");
        var checks = new Checks();
        checks.OptionalText(reason, 2000, "reason");
        checks.Throw();
    }

    private void RequireDate(StageFlow flow, Cause cause, DateTimeOffset now)
    {
        if (cause.OccurredAt is not { } claimed) return;
        if (claimed > now || claimed < StageEnteredAt || claimed < Visit?.EnteredAt) throw DomainException.For("STG-004", "occurredAt");
        if (now - claimed > TimeSpan.FromHours(flow.BackdateWindowHours))
            throw DomainException.For("STG-005", "occurredAt", flow.BackdateWindowHours);
    }

    private void RequireReturnsLeft(StageFlow flow, Stage from, Stage to)
    {
        if (flow.Transition(from.Code, to.Code) is { } way && IsUsedUp(way)) throw new DomainException("STG-007", way.MaxTimes);
    }

    private bool IsUsedUp(StageTransition way) => TimesMoved(way.From, way.To) >= way.MaxTimes && !HasOverride("STG-007", null);

    private void Enter(Stage stage, TransitionKind kind, Cause cause, DateTimeOffset now)
    {
        StageCode = stage.Code;
        StageEnteredAt = cause.OccurredAt ?? now;
        VisitNo = Count(stage.Code);
        Overrides = [];
        Visit = StageVisit.Enter(this, stage.Code, VisitNo, kind, cause, now);
        newVisits.Add(Visit);
    }

    private void LeaveVisit(VisitResult result, TransitionKind kind, WorkingCalendar calendar, Cause cause, DateTimeOffset now)
    {
        if (Visit is null) return;
        var left = cause.OccurredAt ?? now;
        var worked = (int)calendar.Between(Visit.EnteredAt, left).TotalMinutes - HeldMinutes;
        Visit.Leave(result, kind, Math.Max(0, worked), HeldMinutes, Potential, cause, now);
        Visit = null;
        HeldMinutes = 0;
    }

    private int Count(string key)
    {
        // A new dictionary, so that change tracking sees a new value.
        Tally = new Dictionary<string, int>(Tally) { [key] = Tally.GetValueOrDefault(key) + 1 };
        return Tally[key];
    }

    private Facts StageFacts(string? from, string to, TransitionKind kind) =>
        Facts.None.With("from", from).With("to", to).With("kind", kind).With("visitNo", VisitNo).With("potential", Potential);

    private static JsonArray? Said(IReadOnlyList<GateEvaluation> gates) =>
        gates.Count == 0 ? null : new JsonArray([.. gates.Select(g => (JsonNode)g.ToFact())]);
}
