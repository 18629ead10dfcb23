using Crm.Domain.Tasks;

namespace Crm.Domain.Deals;

public sealed partial class Deal
{
    public DealOutcome Outcome { get; private set; }
    public string? OutcomeStageCode { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? LossReasonId { get; private set; }
    public Guid? WinnerCompetitorId { get; private set; }
    public string? LossNote { get; private set; }

    /// <summary>Sales amount of a won deal in minor units; for imported deals as stated, else the total of its orders.</summary>
    public long? WonAmount { get; private set; }

    /// <summary>The result a person just chose in the task, not yet recorded.</summary>
    public OutcomeChoice? Choice { get; private set; }

    public void Choose(OutcomeChoice choice)
    {
        RequireOpen();
        if (choice.Outcome == DealOutcome.Open) throw DomainException.For("DEAL-005", "outcome");
        Choice = choice;
    }

    /// <summary>Closes the deal with the chosen outcome, in the stage where it stands.</summary>
    public void Close(StageFlow flow, IReadOnlyList<GateEvaluation> gates, long? wonAmount, WorkingCalendar calendar, Cause cause,
        DateTimeOffset now)
    {
        RequireOpen();
        if (Choice is not { } choice) throw new DomainException("DEAL-005");
        if (ControlMode == ControlMode.Strict && choice.Outcome == DealOutcome.Won && cause.Actor.Kind != ActorKind.Workflow)
            throw new DomainException("WFI-001");
        if (choice.Outcome == DealOutcome.Lost) RequireLossReason(choice);
        var kind = choice.Outcome == DealOutcome.Won ? TransitionKind.Win : TransitionKind.Loss;
        var stage = StageCode;
        if (choice.Outcome == DealOutcome.Lost && stage is not null && flow.SettleBeforeLoss.Contains(stage) && HasOverride("LOSS-004", now))
            UseOverride("LOSS-004", cause, now);
        if (stage is not null)
        {
            LeaveVisit(choice.Outcome == DealOutcome.Won ? VisitResult.Won : VisitResult.Lost, kind, calendar, cause, now);
            StageCode = flow.Terminal(choice.Outcome).Code;
            StageEnteredAt = now;
        }
        Settle(choice, stage, choice.Outcome == DealOutcome.Won ? wonAmount : null, cause.OccurredAt ?? now);
        var facts = StageFacts(stage, StageCode ?? "", kind).With("lossReason", LossReasonId).With("competitor", WinnerCompetitorId)
            .With("amount", WonAmount).WithText("note", choice.Note);
        if (gates.Count > 0) facts.With("gates", Said(gates));
        Record(choice.Outcome == DealOutcome.Won ? "deal.won" : "deal.lost", facts, cause, now);
        Choice = null;
    }

    /// <summary>Records a result that another system reached: no stays, the stage unknown.</summary>
    public void ImportHistory(DealOutcome outcome, LossReason? reason, long? wonAmount, DateTimeOffset closedAt, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        if (!cause.IsImport) throw new DomainException("WFI-001");
        Settle(new OutcomeChoice(outcome) { LossReason = reason }, null, wonAmount, closedAt);
        Record(outcome == DealOutcome.Won ? "deal.won" : "deal.lost", Facts.None.With("kind", TransitionKind.Import).With("amount", WonAmount)
            .With("lossReason", LossReasonId).With("closedAt", closedAt), cause, now);
    }

    public void Reopen(StageFlow flow, string reason, Cause cause, DateTimeOffset now)
    {
        if (IsOpen) throw new DomainException("WFI-004", Outcome);
        if (string.IsNullOrWhiteSpace(reason)) throw DomainException.For("DEAL-007", "reason");
        var stage = OutcomeStageCode;
        Unsettle();
        if (ControlMode != ControlMode.None) Enter(stage is null ? flow.First : flow.Stage(stage), TransitionKind.Reopen, cause, now);
        Record("deal.reopened", Facts.None.With("stage", StageCode).WithText("reason", reason), cause, now);
    }

    private void Settle(OutcomeChoice choice, string? stage, long? wonAmount, DateTimeOffset closedAt)
    {
        Outcome = choice.Outcome;
        OutcomeStageCode = stage;
        ClosedAt = closedAt;
        LossReasonId = choice.LossReason?.Id;
        WinnerCompetitorId = choice.Outcome == DealOutcome.Lost ? choice.CompetitorId : null;
        LossNote = choice.Note;
        WonAmount = wonAmount ?? (choice.Outcome == DealOutcome.Won ? Potential : null);
        HeldUntil = null;
    }

    private void Unsettle()
    {
        Outcome = DealOutcome.Open;
        ClosedAt = null;
        LossReasonId = null;
        WinnerCompetitorId = null;
        LossNote = null;
        WonAmount = null;
        OutcomeStageCode = null;
    }

    private static void RequireLossReason(OutcomeChoice choice)
    {
        var checks = new Checks();
        var reason = choice.LossReason;
        checks.That(reason is not null, "LOSS-001", "lossReason");
        checks.That(reason?.CanBeChosen != false, "LOSS-003", "lossReason", reason?.NameEn);
        checks.That(reason?.Kind != LossReasonKind.Competitor || choice.CompetitorId is not null, "LOSS-002", "competitor");
        checks.OptionalText(choice.Note, 2000, "note");
        checks.Throw();
    }
}
