using System.Text.Json.Nodes;
using Crm.Domain.Interactions;

namespace Crm.Domain.Deals;

public abstract partial record Check
{
    /// <summary>A named field of the deal has a value: customer, adChannel, expectedCloseOn, potential, probability, comment.</summary>
    public sealed record FieldFilled(string Field) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Field switch
        {
            "customer" => deal.CustomerId is not null,
            "adChannel" => deal.AdChannelId is not null,
            "expectedCloseOn" => deal.ExpectedCloseOn is not null,
            "potential" => deal.Potential > 0,
            "probability" => deal.ProbabilityPct is not null,
            "comment" => !string.IsNullOrEmpty(deal.Comment),
            _ => false,
        };

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["field"] = Field, ["filled"] = Holds(deal, facts) };
    }

    /// <summary>At least <paramref name="Min"/> interactions that really took place (not planned, not withdrawn).</summary>
    public sealed record InteractionHeld(int Min = 1, IReadOnlyList<InteractionKind>? Kinds = null, bool SinceStageEntered = false,
        bool WithOutcome = false) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Count(facts) >= Min;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["held"] = Count(facts), ["min"] = Min };

        private int Count(DealFacts facts) => facts.Interactions
            .Where(i => Kinds is null || Kinds.Count == 0 || Kinds.Contains(i.Kind))
            .Where(i => !WithOutcome || i.HasOutcome)
            .Sum(i => SinceStageEntered ? i.SinceStageEntered : i.Held);
    }

    public sealed record ParticipantWithInfluence(Influence Influence) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.Influences.Contains(Influence);

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["influence"] = Influence.ToString(), ["found"] = Holds(deal, facts) };
    }

    /// <summary>At least one demand row, or a potential above zero.</summary>
    public sealed record DemandKnown : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.DemandRows > 0 || deal.Potential > 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["rows"] = facts.DemandRows, ["potential"] = deal.Potential };
    }

    /// <summary>Every demand row below 100 % says why.</summary>
    public sealed record DemandExplained : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.DemandUnexplained == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["unexplained"] = facts.DemandUnexplained };
    }

    public sealed record CompetitorKnown : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.Competitors > 0 || deal.NoCompetitorKnown;

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["competitors"] = facts.Competitors, ["noneKnown"] = deal.NoCompetitorKnown };
    }

    /// <summary>The person chose Won, or Lost with a loss reason in use.</summary>
    public sealed record OutcomeChosen : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => deal.Choice switch
        {
            { Outcome: DealOutcome.Won } => true,
            { Outcome: DealOutcome.Lost, LossReason: { Active: true } } => true,
            _ => false,
        };

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new()
        {
            ["outcome"] = deal.Choice?.Outcome.ToString(),
            ["lossReason"] = deal.Choice?.LossReason?.Id.ToString(),
        };
    }

    public sealed record CommitmentsClosed : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.OpenCommitments == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["open"] = facts.OpenCommitments };
    }

    /// <summary>No commitment of our side is overdue.</summary>
    public sealed record NoOverdueCommitment : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.OverdueOurCommitments == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["overdue"] = facts.OverdueOurCommitments };
    }

    public sealed record ClaimsClosed : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.OpenClaims == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["open"] = facts.OpenClaims };
    }

    /// <summary>Something is agreed for the future: a planned interaction or an open task or follow-up of the deal.</summary>
    public sealed record NextStepPlanned : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.PlannedSteps > 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["planned"] = facts.PlannedSteps };
    }
}
