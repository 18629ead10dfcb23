using System.Text.Json.Nodes;
using Crm.Domain.Documents;

namespace Crm.Domain.Deals;

public abstract partial record Check
{
    /// <summary>
    /// A granted approval of this kind for a document in its present content; with <paramref name="FourEyes"/> by somebody who is neither the
    /// deal's owner nor the document's author.
    /// </summary>
    public sealed record ApprovalGranted(string Approval, DocumentKind? Document = null, bool FourEyes = true) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Matching(deal, facts).Any();

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["approval"] = Approval, ["granted"] = Matching(deal, facts).Count() };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) => Matching(deal, facts).Select(a => a.AsProof);

        private IEnumerable<ApprovalFact> Matching(Deal deal, DealFacts facts) =>
            from document in facts.Documents
            where Document is null || document.Kind == Document
            from approval in facts.Approvals
            where approval.Kind == Approval && (FourEyes ? DealFacts.Approves(approval, deal, document) : approval.IsFor(document))
            select approval;
    }
}
