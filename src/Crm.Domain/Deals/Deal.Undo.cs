using Crm.Domain.Tasks;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    public DealPosition Position() => new()
    {
        ControlMode = ControlMode,
        OwnerId = OwnerId,
        IsOpen = IsOpen,
        WorkflowInstanceId = WorkflowInstanceId,
        StageCode = StageCode,
        StageEnteredAt = StageEnteredAt,
        VisitNo = VisitNo,
        VisitId = Visit?.Id,
        Tally = Tally,
        Overrides = Overrides,
        HeldUntil = HeldUntil,
    };

    /// <summary>
    /// Puts a deal back where it stood before an act. Nothing is erased: the stay that the act began ends as undone, and a further
    /// row of the earlier stay begins. It has the number of the stay it continues: the minutes of both count together, and proofs count from
    /// that stay's first beginning.
    /// </summary>
    /// <param name="act">The operation that is undone.</param>
    /// <param name="before">The position taken before the act.</param>
    public void Undo(Guid act, DealPosition before, WorkingCalendar calendar, Cause cause, DateTimeOffset now)
    {
        var (from, mode, left, opens) = (StageCode, ControlMode, Visit?.Id != before.VisitId, !IsOpen && before.IsOpen);
        if (left || opens)
        {
            Overrides = [.. before.Overrides];
            HeldUntil = before.HeldUntil;
        }
        if (left) LeaveVisit(VisitResult.Undone, TransitionKind.Undone, calendar, cause, now);
        if (opens) Unsettle();
        ControlMode = before.ControlMode;
        WorkflowInstanceId = before.WorkflowInstanceId;
        StageCode = before.StageCode;
        StageEnteredAt = before.StageEnteredAt;
        VisitNo = before.VisitNo;
        Tally = new Dictionary<string, int>(before.Tally);
        if (left && StageCode is { } stage)
        {
            Visit = StageVisit.Enter(this, stage, VisitNo, TransitionKind.Undone, cause, now);
            newVisits.Add(Visit);
        }
        Record("deal.undone", StageFacts(from, StageCode ?? "", TransitionKind.Undone).With("act", (Guid?)act)
            .With("controlMode", mode == ControlMode ? null : ControlMode), cause, now);
    }
}
