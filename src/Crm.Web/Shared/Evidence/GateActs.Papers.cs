using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using MudBlazor;
using static MudBlazor.Icons.Material;

namespace Crm.Web.Shared.Evidence;

internal sealed partial class GateActs
{
    private IEnumerable<GateAct> Papers(Check check, Gate gate, DealState state, string note) => check switch
    {
        Check.DocumentInState asked => InState(asked, state, note),
        Check.DocumentSigned asked => Signed(asked, state, note),
        Check.DiscountWithin asked => asked.Excessive(state.Deal, state.Facts).SelectMany(o => Approval(o.Id, "discount", gate, state)).Concat(Lower(asked, state, note)),
        Check.OrderCoversOffer => Order(gate, state, note),
        Check.NothingUnshipped => [.. Drafts(DocumentKind.Shipment, state), Shipment(state, note)],
        Check.BalanceZero => state.Facts.Balance > 0
            ? [.. Drafts(DocumentKind.Payment, state), Payment(state, note)]
            : [.. Drafts(DocumentKind.Shipment, state), Shipment(state, note)],
        _ => [],
    };

    private IEnumerable<GateAct> InState(Check.DocumentInState asked, DealState state, string note)
    {
        var target = asked.States[0];
        foreach (var paper in state.Documents.Where(d => d.Kind == asked.Document && d.Status is not (DocumentStatus.Canceled or DocumentStatus.Withdrawn or DocumentStatus.Declined)))
        {
            var renew = asked.States.Contains(paper.Status);
            // Accepting starts from an offer in force.
            var next = target is DocumentStatus.Accepted && paper.Status is DocumentStatus.Draft ? DocumentStatus.Active : target;
            if (!renew) yield return Change(paper, next, state);
            else yield return Edit(paper, state, note);
        }
        if (target is not DocumentStatus.Accepted || state.Documents.All(d => d.Kind != asked.Document))
            yield return New(asked.Document, target is DocumentStatus.Accepted ? DocumentStatus.Active : target, BasisFor(asked.Document, state), state, note);
    }

    private IEnumerable<GateAct> Signed(Check.DocumentSigned asked, DealState state, string note)
    {
        var papers = state.Documents.Where(d => asked.Documents.Contains(d.Kind) && d.Status is not DocumentStatus.Canceled).ToList();
        if (papers.Count > 0)
            yield return new(texts["Act_Sign"], Outlined.Draw, Right.DocumentsEdit,
                () => dialogs.Open(new DialogParameters<SignDialog> { { d => d.DealId, state.Deal.Id }, { d => d.Documents, papers }, { d => d.Note, note } }));
        foreach (var kind in asked.Documents.Where(k => papers.All(p => p.Kind != k)))
            yield return New(kind, kind is DocumentKind.CustomerOrder ? DocumentStatus.Confirmed : DocumentStatus.Active, BasisFor(kind, state), state, note);
    }

    /// <summary>What was begun and not posted comes before a second one of its kind.</summary>
    private IEnumerable<GateAct> Drafts(DocumentKind kind, DealState state) =>
        state.Documents.Where(d => d.Kind == kind && d.Status is DocumentStatus.Draft).Select(d => Change(d, DocumentStatus.Posted, state));

    private IEnumerable<GateAct> Lower(Check.DiscountWithin asked, DealState state, string note) =>
        asked.Excessive(state.Deal, state.Facts).Select(o => state.Documents.First(d => d.Id == o.Id)).Where(d => DocumentStates.MayChange(d.Status)).Select(d => Edit(d, state, note));

    private IEnumerable<GateAct> Order(Gate gate, DealState state, string note)
    {
        var orders = state.Facts.Documents.Where(d => d.IsConfirmedOrder).Select(d => state.Documents.First(h => h.Id == d.Id)).ToList();
        foreach (var order in orders.Where(o => DocumentStates.MayChange(o.Status))) yield return Edit(order, state, note);
        yield return New(DocumentKind.CustomerOrder, DocumentStatus.Confirmed, BasisFor(DocumentKind.CustomerOrder, state), state, note);
        foreach (var act in orders.SelectMany(o => Approval(o.Id, "order-difference", gate, state))) yield return act;
    }

    /// <summary>Asks for an approval of the present content, or lets a second person give it.</summary>
    private IEnumerable<GateAct> Approval(Guid documentId, string kind, Gate gate, DealState state)
    {
        var paper = state.Documents.First(d => d.Id == documentId);
        var pending = state.Approvals.FirstOrDefault(a => a.SubjectDocumentId == documentId && a.State is ApprovalState.Pending && a.ContentHash == paper.ContentHash);
        if (pending is null)
        {
            yield return new(texts["Act_AskApproval", paper.Number], Outlined.HowToReg, Right.DocumentsEdit, () => Run(state, "approval.request", new { documentId, kind }, async scope =>
            {
                scope.Require(Right.DocumentsEdit);
                var document = await scope.FindEvidence<SalesDocument>(documentId);
                scope.Add(Crm.Domain.Documents.Approval.Request(new ApprovalRequest(kind) { ApproverRole = gate.OverrideRole ?? Role.SalesHead }, document, scope.Deal, scope.Cause, scope.Now));
            }));
            yield break;
        }
        if (!MayDecide(pending, state)) yield break;
        yield return Decide(pending, paper, true, state);
        yield return Decide(pending, paper, false, state);
    }

    /// <summary>Approvals that a gate waits for and that somebody else has to give.</summary>
    public static IEnumerable<(DocumentHead Paper, Role Role)> Awaited(Gate gate, DealState state)
    {
        var kind = gate.Check switch { Check.DiscountWithin => "discount", Check.OrderCoversOffer => "order-difference", _ => null };
        return from pending in state.Approvals
               where pending.Kind == kind && pending.State is ApprovalState.Pending && !MayDecide(pending, state)
               from paper in state.Documents
               where paper.Id == pending.SubjectDocumentId && paper.ContentHash == pending.ContentHash
               select (paper, pending.ApproverRole ?? Role.SalesHead);
    }

    private static bool MayDecide(Approval pending, DealState state) =>
        state.Actor.Is(pending.ApproverRole ?? Role.SalesHead) && pending.RequestedBy != state.Actor.Id && state.Deal.OwnerId != state.Actor.Id;

    private GateAct Decide(Approval pending, DocumentHead paper, bool approve, DealState state) =>
        new(texts[approve ? "Act_Approve" : "Act_Reject", paper.Number], approve ? Outlined.ThumbUp : Outlined.ThumbDown, Right.DealsView,
            () => Run(state, "approval.decide", new { pending.Id, approve }, async scope =>
            {
                var approval = await scope.FindEvidence<Approval>(pending.Id);
                approval.Decide(approve, null, await scope.FindEvidence<SalesDocument>(paper.Id), scope.Deal.FormerOwnerIds.ToHashSet(), scope.Deal, scope.Cause, scope.Now);
            }));

    private GateAct Change(DocumentHead paper, DocumentStatus status, DealState state) =>
        new(texts[$"Act_{status}", texts[$"DocumentKind_{paper.Kind}"], paper.Number], Outlined.TaskAlt, status is DocumentStatus.Posted ? Right.DocumentsPost : Right.DocumentsEdit,
            () => Run(state, "document.status", new { paper.Id, status }, async scope =>
            {
                scope.Require(status is DocumentStatus.Posted ? Right.DocumentsPost : Right.DocumentsEdit);
                var document = await scope.FindEvidence<SalesDocument>(paper.Id);
                if (status is DocumentStatus.Accepted) document.Accept(scope.Deal, scope.Cause, scope.Now);
                else document.ChangeStatus(status, scope.Deal, scope.Cause, scope.Now);
            }));

    private GateAct Edit(DocumentHead paper, DealState state, string note) =>
        new(texts["Act_EditDocument", texts[$"DocumentKind_{paper.Kind}"], paper.Number], Outlined.Edit, Right.DocumentsEdit, () => dialogs.Open(new DialogParameters<DocumentDialog>
        {
            { d => d.DealId, state.Deal.Id }, { d => d.Kind, paper.Kind }, { d => d.ExistingId, paper.Id }, { d => d.Note, note },
        }, wide: true));

    private GateAct New(DocumentKind kind, DocumentStatus target, Guid? basedOn, DealState state, string note) =>
        new(texts["Document_New", texts[$"DocumentKind_{kind}"]], Outlined.NoteAdd, Right.DocumentsEdit, () => dialogs.Open(new DialogParameters<DocumentDialog>
        {
            { d => d.DealId, state.Deal.Id }, { d => d.Kind, kind }, { d => d.Target, target }, { d => d.BasedOnId, basedOn }, { d => d.Note, note },
        }, wide: true));

    private GateAct Shipment(DealState state, string note) =>
        new(texts["Document_New", texts["DocumentKind_Shipment"]], Outlined.LocalShipping, Right.DocumentsPost, async () => await dialogs.Open(new DialogParameters<DocumentDialog>
        {
            { d => d.DealId, state.Deal.Id }, { d => d.Kind, DocumentKind.Shipment }, { d => d.Target, DocumentStatus.Posted },
            { d => d.Lines, await parts.Unshipped(state.Deal.Id) }, { d => d.BasedOnId, BasisFor(DocumentKind.Shipment, state) }, { d => d.Note, note },
        }, wide: true));

    private GateAct Payment(DealState state, string note) =>
        new(texts["Act_Payment", new Money(state.Facts.Balance, state.Deal.Currency).Format(System.Globalization.CultureInfo.CurrentCulture)], Outlined.Payments, Right.DocumentsPost,
            () => dialogs.Open(new DialogParameters<DocumentDialog>
            {
                { d => d.DealId, state.Deal.Id }, { d => d.Kind, DocumentKind.Payment }, { d => d.Target, DocumentStatus.Posted },
                { d => d.AmountMinor, state.Facts.Balance }, { d => d.BasedOnId, BasisFor(DocumentKind.Payment, state) }, { d => d.Note, note },
            }));

    /// <summary>The paper that a new one continues: the accepted offer for an order, the confirmed order for what follows.</summary>
    private static Guid? BasisFor(DocumentKind kind, DealState state) => kind switch
    {
        DocumentKind.CustomerOrder => state.Documents.LastOrDefault(d => d is { Kind: DocumentKind.CommercialOffer, Status: DocumentStatus.Accepted })?.Id,
        DocumentKind.Shipment or DocumentKind.Act or DocumentKind.Payment or DocumentKind.Invoice => state.Facts.Documents.LastOrDefault(d => d.IsConfirmedOrder)?.Id,
        DocumentKind.CommercialOffer => state.Documents.LastOrDefault(d => d.Kind is DocumentKind.CommercialOffer)?.Id,
        _ => null,
    };
}
