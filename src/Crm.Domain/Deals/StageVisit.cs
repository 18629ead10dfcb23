namespace Crm.Domain.Deals;

/// <summary>One stay of one deal in one stage. Closed once, never reopened.</summary>
public sealed class StageVisit
{
    public Guid Id { get; private set; }
    public Guid DealId { get; private set; }
    public string StageCode { get; private set; } = "";
    public int VisitNo { get; private set; }
    public DateTimeOffset EnteredAt { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public Guid EnteredBy { get; private set; }
    public TransitionKind EnteredKind { get; private set; }
    public long? PotentialAtEnter { get; private set; }
    public Guid ProcedureVersionId { get; private set; }
    public string RulesHash { get; private set; } = "";

    public DateTimeOffset? LeftAt { get; private set; }
    public DateTimeOffset? LeftRecordedAt { get; private set; }
    public Guid? LeftBy { get; private set; }
    public TransitionKind? LeftKind { get; private set; }
    public VisitResult Result { get; private set; }
    public int? WorkingMinutes { get; private set; }
    public int? CalendarMinutes { get; private set; }
    public int HeldMinutes { get; private set; }
    public long? PotentialAtLeave { get; private set; }

    private StageVisit() { }

    public bool IsOpen => LeftAt is null;

    internal static StageVisit Enter(Deal deal, string stage, int visitNo, TransitionKind kind, Cause cause, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        DealId = deal.Id,
        StageCode = stage,
        VisitNo = visitNo,
        EnteredAt = cause.OccurredAt ?? now,
        RecordedAt = now,
        EnteredBy = cause.Actor.OnBehalfOf ?? cause.Actor.Id,
        EnteredKind = kind,
        PotentialAtEnter = deal.Potential,
        ProcedureVersionId = deal.ProcedureVersionId,
        RulesHash = deal.RulesHash,
    };

    /// <summary>A stage that was passed over: a stay of no time that says so.</summary>
    internal static StageVisit Skip(Deal deal, string stage, int visitNo, Cause cause, DateTimeOffset now)
    {
        var visit = Enter(deal, stage, visitNo, TransitionKind.Skip, cause, now);
        visit.Leave(VisitResult.Skipped, TransitionKind.Skip, 0, 0, deal.Potential, cause, now);
        return visit;
    }

    internal void Leave(VisitResult result, TransitionKind kind, int workingMinutes, int heldMinutes, long? potential, Cause cause,
        DateTimeOffset now)
    {
        LeftAt = cause.OccurredAt ?? now;
        LeftRecordedAt = now;
        LeftBy = cause.Actor.OnBehalfOf ?? cause.Actor.Id;
        LeftKind = kind;
        Result = result;
        WorkingMinutes = workingMinutes;
        CalendarMinutes = (int)(LeftAt.Value - EnteredAt).TotalMinutes;
        HeldMinutes = heldMinutes;
        PotentialAtLeave = potential;
    }
}
