using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data.Queries;

namespace Crm.Web.Features.Deals;

/// <summary>A deal as a program sees it.</summary>
internal sealed record DealCard(Guid Id, string Number, string Name, LocalText Type, ControlMode ControlMode, string? Stage, DealOutcome Outcome,
    long Revision)
{
    public required Guid DealTypeId { get; init; }
    public required Guid OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public Guid? CustomerId { get; init; }
    public string? CustomerName { get; init; }
    public decimal? Potential { get; init; }
    public required string Currency { get; init; }
    public int? Probability { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public Guid? AdChannelId { get; init; }
    public bool NoCompetitorKnown { get; init; }
    public string? Comment { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? OutcomeStage { get; init; }
    public Guid? LossReasonId { get; init; }
    public Guid? WinnerCompetitorId { get; init; }
    public decimal? WonAmount { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public required string RulesHash { get; init; }
    public required long LastSeq { get; init; }

    /// <summary>The last act, while the caller may undo it.</summary>
    public UndoOffer? Undo { get; init; }
    public required IReadOnlyList<StageRow> Stages { get; init; }
    public required IReadOnlyList<GateRow> Gates { get; init; }
    public required IReadOnlyList<OpenTask> Tasks { get; init; }

    public static DealCard Of(DealState state)
    {
        var deal = state.Deal;
        return new(deal.Id, deal.Number, deal.Name, state.TypeName, deal.ControlMode, deal.StageCode, deal.Outcome, deal.Revision)
        {
            DealTypeId = deal.DealTypeId,
            OwnerId = deal.OwnerId,
            OwnerName = state.NameOf(deal.OwnerId),
            CustomerId = deal.CustomerId,
            CustomerName = state.CustomerName,
            Potential = Amount(deal.Potential, deal.Currency),
            Currency = deal.Currency,
            Probability = deal.ProbabilityPct,
            ExpectedCloseOn = deal.ExpectedCloseOn,
            AdChannelId = deal.AdChannelId,
            NoCompetitorKnown = deal.NoCompetitorKnown,
            Comment = deal.Comment,
            OpenedAt = deal.OpenedAt,
            ClosedAt = deal.ClosedAt,
            OutcomeStage = deal.OutcomeStageCode,
            LossReasonId = deal.LossReasonId,
            WinnerCompetitorId = deal.WinnerCompetitorId,
            WonAmount = Amount(deal.WonAmount, deal.Currency),
            HeldUntil = deal.HeldUntil,
            RulesHash = deal.RulesHash,
            LastSeq = deal.LastSeq,
            Undo = state.Undo,
            Stages = [.. state.Flow.Stages.Select(stage => StageRow.Of(stage, state))],
            Gates = [.. state.Gates.Select(GateRow.Of)],
            Tasks = [.. state.OpenTasks.Select(OpenTask.Of)],
        };
    }

    private static decimal? Amount(long? minor, string currency) => minor is { } value ? new Money(value, currency).Amount : null;
}

/// <summary>A stage of the flow and the last stay of the deal there; no result when the deal has not been there.</summary>
internal sealed record StageRow(string Code, LocalText Name, StageKind Kind, bool IsCurrent, int Visits, VisitResult? Result, DateTimeOffset? EnteredAt,
    DateTimeOffset? LeftAt, int? WorkingMinutes)
{
    public static StageRow Of(Stage stage, DealState state)
    {
        var visits = state.StaysIn(stage);
        var last = visits.Count > 0 ? visits[^1] : null;
        var stay = visits.Where(v => v.VisitNo == last?.VisitNo).ToList();
        return new(stage.Code, stage.Name, stage.Kind, state.Deal.StageCode == stage.Code, visits.DistinctBy(v => v.VisitNo).Count(), last?.Result,
            stay.FirstOrDefault()?.EnteredAt, last?.LeftAt, last?.LeftAt is null ? null : stay.Sum(v => v.WorkingMinutes));
    }
}

internal sealed record GateRow(string Code, GateSeverity Severity, GateResult Result, LocalText Title, LocalText Message, string Check, JsonObject Inputs)
{
    public static GateRow Of(GateEvaluation said) =>
        new(said.Gate.Code, said.Gate.Severity, said.Result, said.Gate.Title, said.Gate.Message, said.Gate.Check.Kind, said.Inputs);
}

internal sealed record OpenTask(Guid Id, LocalText Title, TaskState State, string? Stage, string? Node, Guid? UserId, Guid? QueueId, string? Role, Guid? ClaimedBy,
    DateTimeOffset? ClaimDueAt, DateTimeOffset? DueAt, IReadOnlyList<string> Choices, long Revision)
{
    public static OpenTask Of(TaskItem task) => new(task.Id, task.Title, task.State, task.StageCode, task.NodeId, task.UserId, task.QueueId,
        task.Role?.ToString(), task.ClaimedBy, task.ClaimDueAt, task.DueAt, [.. task.Choices.Select(c => c.Code)], task.Revision);
}
