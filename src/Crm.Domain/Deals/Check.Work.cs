using System.Text.Json.Nodes;
using Crm.Domain.Interactions;

namespace Crm.Domain.Deals;

public abstract partial record Check
{
    /// <summary>
    /// At least <paramref name="Min"/> interactions that really took place (not planned, not withdrawn): of these kinds, in this direction,
    /// with one of these outcomes, in the last <paramref name="Days"/> days, since the stage was entered.
    /// </summary>
    public sealed record InteractionHeld(int Min = 1, IReadOnlyList<InteractionKind>? Kinds = null, bool SinceStageEntered = false,
        bool WithOutcome = false, Direction? Direction = null, IReadOnlyList<InteractionOutcome>? Outcomes = null, int? Days = null) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Matching(deal, facts).Count() >= Min;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["held"] = Matching(deal, facts).Count(), ["min"] = Min };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            Matching(deal, facts).Select(held => new EvidenceRef("interaction", held.Id));

        private IEnumerable<HeldAt> Matching(Deal deal, DealFacts facts)
        {
            var since = SinceStageEntered ? deal.StageEnteredAt : null;
            if (Days is { } days && facts.Now.AddDays(-days) is var earliest && !(since > earliest)) since = earliest;
            return facts.Interactions
                .Where(i => Kinds is null || Kinds.Count == 0 || Kinds.Contains(i.Kind))
                .Where(i => !WithOutcome || i.Outcome is not null)
                .Where(i => Direction is null || i.Direction == Direction)
                .Where(i => Outcomes is null || Outcomes.Count == 0 || i.Outcome is { } outcome && Outcomes.Contains(outcome))
                .SelectMany(i => i.Held).Where(held => since is null || held.At >= since);
        }
    }

    public sealed record ParticipantWithInfluence(Influence Influence) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.Influences.Contains(Influence);

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["influence"] = Influence.ToString(), ["found"] = Holds(deal, facts) };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            facts.Participants.Where(p => p.Influence == Influence).Select(p => new EvidenceRef("participant", p.Id));
    }

    /// <summary>At least one demand row, or a potential above zero.</summary>
    public sealed record DemandKnown : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.DemandRows > 0 || deal.Potential > 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["rows"] = facts.DemandRows, ["potential"] = deal.Potential };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => facts.Demand.Select(id => new EvidenceRef("demand", id));
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

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            facts.Participants.Where(p => p.Role == ParticipantRole.Competitor).Select(p => new EvidenceRef("participant", p.Id));
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

    /// <summary>No commitment is open; with a side, none of that side.</summary>
    public sealed record CommitmentsClosed(CommitmentSide? Side = null) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Open(facts) == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["open"] = Open(facts) };

        private int Open(DealFacts facts) => facts.Promises.Where(p => Side is null || p.Side == Side).Sum(p => p.Open);
    }

    /// <summary>No commitment of the side is overdue.</summary>
    public sealed record NoOverdueCommitment(CommitmentSide Side = CommitmentSide.Ours) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Overdue(facts) == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["overdue"] = Overdue(facts) };

        private int Overdue(DealFacts facts) => facts.Promises.Where(p => p.Side == Side).Sum(p => p.Overdue);
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
