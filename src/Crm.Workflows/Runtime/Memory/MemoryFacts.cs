using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;

namespace Crm.Workflows.Runtime.Memory;

/// <summary>Counts and sums of a deal's proofs: what the databases select.</summary>
internal static class MemoryFacts
{
    public sealed record Proofs(IEnumerable<Interaction> Interactions, IEnumerable<SalesDocument> Documents, IEnumerable<Approval> Approvals,
        IEnumerable<Participant> Participants, IEnumerable<DemandRow> Demand, IEnumerable<Commitment> Commitments, IEnumerable<Claim> Claims,
        IEnumerable<ChecklistTick> Ticks);

    public static DealFacts Of(Deal deal, Proofs proofs, DateTimeOffset now, DateOnly today, decimal discountLimit)
    {
        var interactions = Own(proofs.Interactions, deal);
        var documents = Own(proofs.Documents, deal);
        var participants = Own(proofs.Participants, deal).Where(p => !p.Removed).ToList();
        var demand = Own(proofs.Demand, deal).Where(r => !r.Canceled).ToList();
        var promises = Own(proofs.Commitments, deal).Where(c => c.State == CommitmentState.Open).ToList();
        return new()
        {
            Now = now,
            Today = today,
            DiscountLimitPct = discountLimit,
            Interactions = [.. interactions.Where(i => i.IsHeld).GroupBy(i => (i.Kind, i.Direction, i.Outcome)).Select(g =>
                new InteractionFact(g.Key.Kind, g.Key.Direction, g.Key.Outcome, [.. g.Select(i => new HeldAt(i.Id, i.StartAt))]))],
            Documents = [.. documents.Where(d => d.Status is not (DocumentStatus.Canceled or DocumentStatus.Withdrawn)).Select(d =>
                new DocumentFact(d.Id, d.Kind, d.Status, d.TotalMinor, d.MaxDiscountPct, d.ContentHash, d.ValidToOn,
                    d is { Signature: SignatureState.Signed, SignedFileSha256: not null }, d.AuthorId, d.ActivatedAt))],
            Approvals = [.. Own(proofs.Approvals, deal).Where(a => a.SubjectDocumentId is not null).Select(a =>
                new ApprovalFact(a.Id, a.Kind, a.SubjectDocumentId!.Value, a.ContentHash, a.State, a.DecidedBy, a.TaskId))],
            Participants = [.. participants.Where(p => p.Influence is not null || p.Role == ParticipantRole.Competitor)
                .Select(p => new ParticipantFact(p.Id, p.Role, p.Influence))],
            Demand = [.. demand.Select(r => r.Id)],
            DemandUnexplained = demand.Count(r => r.SatisfiedPct < 100 && string.IsNullOrEmpty(r.ReasonText)),
            UnshippedLines = Unshipped(documents),
            Promises = [.. promises.GroupBy(c => c.Side).Select(g => new PromiseFact(g.Key, g.Count(), g.Count(c => c.DueAt < now)))],
            Ticks = [.. Own(proofs.Ticks, deal).Where(t => !t.Removed).Select(t => new TickFact(t.Id, t.Item))],
            OpenClaims = Own(proofs.Claims, deal).Count(c => !c.IsClosed),
            PlannedSteps = interactions.Count(i => i is { Kind: InteractionKind.Planned, Withdrawn: false } && i.StartAt >= now),
        };
    }

    private static List<T> Own<T>(IEnumerable<T> proofs, Deal deal) where T : Evidence => [.. proofs.Where(p => p.DealId == deal.Id)];

    /// <summary>Products of which less was shipped than the confirmed orders ask for.</summary>
    private static int Unshipped(List<SalesDocument> documents) => documents
        .Select(d => (Document: d, Sign: SignOf(d))).Where(d => d.Sign != 0)
        .SelectMany(d => d.Document.Lines.Select(l => (l.ProductId, Qty: l.Qty * d.Sign)))
        .GroupBy(l => l.ProductId).Count(g => g.Sum(l => l.Qty) > 0.0000001m);

    private static int SignOf(SalesDocument document) => document switch
    {
        { Kind: DocumentKind.CustomerOrder, Status: DocumentStatus.Confirmed or DocumentStatus.Reserved or DocumentStatus.ToShip or DocumentStatus.Closed } => 1,
        { Kind: DocumentKind.Shipment or DocumentKind.Act, Status: DocumentStatus.Posted } => -1,
        _ => 0,
    };
}
