using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Domain.Deals;

/// <summary>
/// The closed condition grammar of gates. A check is a pure function of the deal and its facts; it never reads, waits or throws.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(All), "All")]
[JsonDerivedType(typeof(Any), "Any")]
[JsonDerivedType(typeof(Not), "Not")]
[JsonDerivedType(typeof(FieldFilled), "FieldFilled")]
[JsonDerivedType(typeof(FieldCompare), "FieldCompare")]
[JsonDerivedType(typeof(ApprovalGranted), "ApprovalGranted")]
[JsonDerivedType(typeof(ChecklistDone), "ChecklistDone")]
[JsonDerivedType(typeof(InteractionHeld), "InteractionHeld")]
[JsonDerivedType(typeof(ParticipantWithInfluence), "ParticipantWithInfluence")]
[JsonDerivedType(typeof(DemandKnown), "DemandKnown")]
[JsonDerivedType(typeof(DemandExplained), "DemandExplained")]
[JsonDerivedType(typeof(CompetitorKnown), "CompetitorKnown")]
[JsonDerivedType(typeof(OutcomeChosen), "OutcomeChosen")]
[JsonDerivedType(typeof(CommitmentsClosed), "CommitmentsClosed")]
[JsonDerivedType(typeof(NoOverdueCommitment), "NoOverdueCommitment")]
[JsonDerivedType(typeof(ClaimsClosed), "ClaimsClosed")]
[JsonDerivedType(typeof(NextStepPlanned), "NextStepPlanned")]
[JsonDerivedType(typeof(DocumentInState), "DocumentInState")]
[JsonDerivedType(typeof(DocumentSigned), "DocumentSigned")]
[JsonDerivedType(typeof(DiscountWithin), "DiscountWithin")]
[JsonDerivedType(typeof(OrderCoversOffer), "OrderCoversOffer")]
[JsonDerivedType(typeof(BalanceZero), "BalanceZero")]
[JsonDerivedType(typeof(NothingUnshipped), "NothingUnshipped")]
public abstract partial record Check
{
    public abstract bool Holds(Deal deal, DealFacts facts);

    /// <summary>The values looked at, as codes, numbers and ids only: they are kept in the record.</summary>
    public abstract JsonObject Inputs(Deal deal, DealFacts facts);

    /// <summary>The records it rests on; withdrawing one of them later takes the ground from under the gate.</summary>
    public virtual IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => [];

    /// <summary>What is wrong with the check itself; the gate's title is filled in by the caller.</summary>
    public virtual IEnumerable<string> Faults() => [];

    /// <summary>The kind's name, by which a page knows what to offer for mending.</summary>
    [JsonIgnore]
    public string Kind => GetType().Name;

    public sealed record All(IReadOnlyList<Check> Checks) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Checks.All(c => c.Holds(deal, facts));

        public override JsonObject Inputs(Deal deal, DealFacts facts) => Merge(Checks, deal, facts);

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => Checks.SelectMany(c => c.Proofs(deal, facts));

        public override IEnumerable<string> Faults() => Checks.SelectMany(c => c.Faults());
    }

    public sealed record Any(IReadOnlyList<Check> Checks) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Checks.Any(c => c.Holds(deal, facts));

        public override JsonObject Inputs(Deal deal, DealFacts facts) => Merge(Checks, deal, facts);

        // What did not hold proves nothing.
        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            Checks.Where(c => c.Holds(deal, facts)).SelectMany(c => c.Proofs(deal, facts));

        public override IEnumerable<string> Faults() => Checks.SelectMany(c => c.Faults());
    }

    public sealed record Not(Check Check) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => !Check.Holds(deal, facts);

        public override JsonObject Inputs(Deal deal, DealFacts facts) => Check.Inputs(deal, facts);

        public override IEnumerable<string> Faults() => Check.Faults();
    }

    private static JsonObject Merge(IEnumerable<Check> checks, Deal deal, DealFacts facts)
    {
        var merged = new JsonObject();
        foreach (var (check, index) in checks.Select((c, i) => (c, i)))
            merged[$"{index}:{check.Kind}"] = check.Inputs(deal, facts);
        return merged;
    }
}
