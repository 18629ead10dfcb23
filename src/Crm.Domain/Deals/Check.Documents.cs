using System.Text.Json.Nodes;
using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

public abstract partial record Check
{
    /// <summary>
    /// A document of the deal in one of the states. With <paramref name="FreshAfterReturn"/> a second or later stay in the stage
    /// accepts only documents activated since the stage was entered.
    /// </summary>
    public sealed record DocumentInState(DocumentKind Document, IReadOnlyList<DocumentStatus> States, int Min = 1, bool ValidToday = false,
        bool AmountAboveZero = false, bool FreshAfterReturn = false) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Matching(deal, facts).Count() >= Min;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => Evidence(Matching(deal, facts));

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => Matching(deal, facts).Select(d => d.AsProof);

        private IEnumerable<DocumentFact> Matching(Deal deal, DealFacts facts) => facts.Documents
            .Where(d => d.Kind == Document && States.Contains(d.Status))
            .Where(d => !ValidToday || d.ValidToOn is null || d.ValidToOn >= facts.Today)
            .Where(d => !AmountAboveZero || d.Total > 0)
            .Where(d => !FreshAfterReturn || deal.VisitNo <= 1 || d.ActivatedAt >= deal.StageEnteredAt);
    }

    /// <summary>A signed document of one of the kinds, its file's hash stored.</summary>
    public sealed record DocumentSigned(IReadOnlyList<DocumentKind> Documents) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Matching(facts).Any();

        public override JsonObject Inputs(Deal deal, DealFacts facts) => Evidence(Matching(facts));

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => Matching(facts).Select(d => d.AsProof with { Kind = "signature" });

        private IEnumerable<DocumentFact> Matching(DealFacts facts) =>
            facts.Documents.Where(d => Documents.Contains(d.Kind) && d.Signed && d.Status != DocumentStatus.Canceled);
    }

    /// <summary>
    /// No offer in the states has a discount above the owner's limit, unless its present content was approved by somebody
    /// who is neither the owner nor the author.
    /// </summary>
    public sealed record DiscountWithin(IReadOnlyList<DocumentStatus> States) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => !Excessive(deal, facts).Any();

        public override JsonObject Inputs(Deal deal, DealFacts facts)
        {
            var inputs = Evidence(Excessive(deal, facts));
            inputs["limitPct"] = facts.DiscountLimitPct;
            return inputs;
        }

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => facts.Documents
            .Where(d => d.Kind == DocumentKind.CommercialOffer && States.Contains(d.Status) && d.MaxDiscountPct > facts.DiscountLimitPct)
            .SelectMany(d => facts.ApprovalsOf(deal, d)).Select(a => a.AsProof);

        /// <summary>Offers whose discount still needs an approval.</summary>
        public IEnumerable<DocumentFact> Excessive(Deal deal, DealFacts facts) => facts.Documents
            .Where(d => d.Kind == DocumentKind.CommercialOffer && States.Contains(d.Status))
            .Where(d => d.MaxDiscountPct > facts.DiscountLimitPct && !facts.IsApproved(deal, d));
    }

    /// <summary>Confirmed orders cover the accepted offers, or an approved order explains the difference.</summary>
    public sealed record OrderCoversOffer : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) =>
            Ordered(facts).Sum(d => d.Total) >= Accepted(facts) || Ordered(facts).Any(d => facts.IsApproved(deal, d));

        public override JsonObject Inputs(Deal deal, DealFacts facts)
        {
            var inputs = Evidence(Ordered(facts));
            inputs["accepted"] = Accepted(facts);
            inputs["ordered"] = Ordered(facts).Sum(d => d.Total);
            return inputs;
        }

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => Ordered(facts).Select(d => d.AsProof);

        private static IEnumerable<DocumentFact> Ordered(DealFacts facts) => facts.Documents.Where(d => d.IsConfirmedOrder);

        private static long Accepted(DealFacts facts) => facts.Documents
            .Where(d => d is { Kind: DocumentKind.CommercialOffer, Status: DocumentStatus.Accepted })
            .Sum(d => d.Total);
    }

    /// <summary>The customer owes nothing and is owed nothing: shipped − returned − paid = 0.</summary>
    public sealed record BalanceZero : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.Balance == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["shipped"] = facts.Shipped, ["returned"] = facts.Returned, ["paid"] = facts.Paid };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            facts.Documents.Where(d => d.Status == DocumentStatus.Posted).Select(d => d.AsProof);
    }

    public sealed record NothingUnshipped : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => facts.UnshippedLines == 0;

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new() { ["unshippedLines"] = facts.UnshippedLines };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => facts.Documents
            .Where(d => d is { Kind: DocumentKind.Shipment or DocumentKind.Act, Status: DocumentStatus.Posted }).Select(d => d.AsProof);
    }

    private static JsonObject Evidence(IEnumerable<DocumentFact> documents) => new()
    {
        ["documents"] = new JsonArray([.. documents.Select(d => (JsonNode)new JsonObject
        {
            ["id"] = d.Id.ToString(),
            ["status"] = d.Status.ToString(),
            ["total"] = d.Total,
            ["hash"] = d.ContentHash,
        })]),
    };
}
