using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Workflows.Runtime;

namespace Crm.Web.Data.Seed;

/// <summary>What a demo sale leaves behind at each step: the same records a person would make.</summary>
internal sealed record DemoSale(Guid Customer, Guid Contact, IReadOnlyList<LineDraft> Lines, long Amount, int Number)
{
    public void Contacted(CommandScope scope, InteractionKind kind, string theme) => scope.Add(Interaction.Record(new InteractionDetails
    {
        Kind = kind,
        Theme = theme,
        Direction = Direction.Out,
        StartAt = scope.Now,
        CustomerId = Customer,
        Participants = [new InteractionParticipant(Contact, Customer)],
        Outcome = InteractionOutcome.Reached,
    }, scope.Deal, scope.Cause, scope.Now));

    public void Qualified(CommandScope scope)
    {
        scope.Add(Participant.Add(new Participation(Customer, ParticipantRole.Client) { ContactId = Contact, Influence = Influence.DecisionMaker },
            [], scope.Deal, scope.Cause, scope.Now));
        scope.Change(DealChange.Of(scope.Deal) with { Potential = Amount, ExpectedCloseOn = scope.Around.Today(scope.Now).AddDays(30) });
    }

    public void Offered(CommandScope scope)
    {
        var offer = Draft(scope, DocumentKind.CommercialOffer, "O", Lines, scope.Around.Today(scope.Now).AddDays(60));
        offer.ChangeStatus(DocumentStatus.Active, scope.Deal, scope.Cause, scope.Now);
    }

    public async Task Accepted(CommandScope scope)
    {
        var offer = await scope.FindEvidence<SalesDocument>(scope.Work.Facts.Documents.First(d => d.Kind == DocumentKind.CommercialOffer).Id);
        offer.Accept(scope.Deal, scope.Cause, scope.Now);
    }

    public void Ordered(CommandScope scope)
    {
        Draft(scope, DocumentKind.CustomerOrder, "S", Lines).ChangeStatus(DocumentStatus.Confirmed, scope.Deal, scope.Cause, scope.Now);
        var contract = Draft(scope, DocumentKind.Contract, "C", []);
        var content = FileContent.Of(System.Text.Encoding.UTF8.GetBytes($"Contract {Number}"));
        scope.Add(content);
        var file = FileAttachment.Attach("document", contract.Id, $"contract-{Number}.txt", "text/plain", content, scope.Deal, scope.Cause, scope.Now);
        scope.Add(file);
        contract.Sign(file, scope.Deal, scope.Cause, scope.Now);
    }

    public void Shipped(CommandScope scope) => Draft(scope, DocumentKind.Shipment, "D", Lines).Post(scope.Deal, scope.Cause, scope.Now);

    public void Paid(CommandScope scope)
    {
        var owed = scope.Work.Facts.Shipped > 0 ? scope.Work.Facts.Balance : Amount;
        Draft(scope, DocumentKind.Payment, "P", [], amount: owed).Post(scope.Deal, scope.Cause, scope.Now);
    }

    private SalesDocument Draft(CommandScope scope, DocumentKind kind, string prefix, IReadOnlyList<LineDraft> lines, DateOnly? validTo = null, long? amount = null) =>
        scope.Add(SalesDocument.Draft(new DocumentDraft(kind, $"{prefix}-{Number:0000}", scope.Around.Today(scope.Now), Customer, scope.Deal.Currency)
        {
            Lines = lines,
            ValidToOn = validTo,
            AmountMinor = amount,
        }, scope.Deal, scope.Cause, scope.Now));
}
