using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Testing;
using Crm.Workflows.Runtime;

namespace Crm.Web.Tests.Deals;

internal sealed partial class Sale
{
    public static readonly string[] Stages =
        ["first-contact", "qualification", "proposal", "presentation", "terms", "order", "fulfillment", "result"];

    /// <summary>Goes on, each stage with what it asks for, until the deal stands in the stage.</summary>
    public async Task Reaches(string stage)
    {
        while ((await Deal()).StageCode is { } current && current != stage) await Passes(current);
    }

    public async Task Passes(string stage)
    {
        switch (stage)
        {
            case "first-contact":
                await Does(Anna, s => Papers.Contacted(s, InteractionKind.Call, "First call"));
                await Completes(Anna);
                break;
            case "qualification":
                await Does(Anna, Papers.Qualified);
                await Completes(Anna);
                break;
            case "proposal":
                await Does(Anna, Papers.Offered);
                await Completes(Anna);
                break;
            case "presentation":
                await Completes(Anna);
                break;
            case "terms":
                await DoesAsync(Anna, Papers.Accepted);
                await Completes(Anna, "Agreed");
                break;
            case "order":
                await ClaimsFor(Olga);
                await Does(Olga, Papers.Ordered);
                await Completes(Olga);
                break;
            case "fulfillment":
                await Does(Anna, Papers.Shipped);
                await ClaimsFor(Fedor);
                await Completes(Fedor);
                await Does(Anna, Papers.Paid);
                await Completes(Anna);
                break;
        }
    }

    /// <summary>A paper of the sale's lines or of other ones.</summary>
    public SalesDocument Draft(CommandScope scope, DocumentKind kind, decimal qty = 10) => scope.Add(SalesDocument.Draft(
        new DocumentDraft(kind, "X-1", scope.Around.Today(scope.Now), Desk.Office.CustomerId, scope.Deal.Currency)
        {
            Lines = [.. Papers.Lines.Select(l => l with { Qty = qty })],
        }, scope.Deal, scope.Cause, scope.Now));

    public async Task Cancels(Person person, DocumentKind kind) => await DoesAsync(person, async scope =>
    {
        foreach (var head in scope.Work.Facts.Documents.Where(d => d.Kind == kind).ToList())
            (await scope.FindEvidence<SalesDocument>(head.Id)).ChangeStatus(DocumentStatus.Canceled, scope.Deal, scope.Cause, scope.Now, "Replaced");
    });

    public Task Promises(DateTimeOffset due) => Does(Anna, s => s.Add(Commitment.Promise(CommitmentSide.Ours, "Spare parts", due,
        Desk.Office.CustomerId, null, null, s.Deal, s.Cause, s.Now)));

    public async Task Keeps() => await DoesAsync(Anna, async scope =>
    {
        foreach (var promise in (await scope.EvidenceOfDeal<Commitment>()).Where(c => c.State == CommitmentState.Open))
            promise.Keep(null, false, null, scope.Deal, scope.Cause, scope.Now);
    });

    public Task Meets() => Does(Anna, s => Papers.Contacted(s, InteractionKind.Meeting, "The offer"));
}
