using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Testing;

namespace Crm.Web.Tests.Deals;

internal sealed partial class Sale
{
    public static readonly string[] Stages =
        ["first-contact", "qualification", "proposal", "presentation", "terms", "order", "fulfillment", "result"];

    private Guid offer;

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
                await Contacts();
                await Completes(Anna);
                break;
            case "qualification":
                await Qualifies();
                await Completes(Anna);
                break;
            case "proposal":
                await Offers();
                await Completes(Anna);
                break;
            case "presentation":
                await Completes(Anna);
                break;
            case "terms":
                await Accepts();
                await Completes(Anna, "Agreed");
                break;
            case "order":
                await ClaimsFor(Olga);
                await Orders();
                await Signs();
                await Completes(Olga);
                break;
            case "fulfillment":
                await Ships();
                await ClaimsFor(Fedor);
                await Completes(Fedor);
                await Pays();
                await Completes(Anna);
                break;
        }
    }

    public Task Contacts(Person? person = null) => Desk.Contact(person ?? Anna, DealId, InteractionKind.Call, "First call");

    public Task Meets() => Desk.Contact(Anna, DealId, InteractionKind.Meeting, "The offer");

    public Task FindsDecisionMaker(Person? person = null) => Desk.AddParticipant(person ?? Anna, DealId,
        new Participation(Desk.Office.CustomerId, ParticipantRole.Client) { ContactId = Desk.Office.ContactId, Influence = Influence.DecisionMaker });

    public async Task Qualifies(Person? person = null)
    {
        await FindsDecisionMaker(person);
        await Desk.Change(person ?? Anna, DealId, deal => deal with { Potential = Papers.Amount, ExpectedCloseOn = new(2199, 1, 1) });
    }

    /// <summary>An active offer of the sale's lines.</summary>
    public async Task Offers(Person? person = null)
    {
        offer = await Drafts(person ?? Anna, DocumentKind.CommercialOffer);
        await Desk.ChangeStatus(person ?? Anna, DealId, offer, DocumentStatus.Active);
    }

    public Task Accepts() => Desk.ChangeStatus(Anna, DealId, offer, DocumentStatus.Accepted);

    public Task EditsOffer(decimal discount) => Desk.ChangeLines(Anna, DealId, offer, [Papers.Line(discount: discount)]);

    public Task CancelsOffer() => Desk.ChangeStatus(Anna, DealId, offer, DocumentStatus.Canceled, "Replaced");

    public async Task<Guid> Orders(decimal? qty = null)
    {
        var order = await Drafts(Olga, DocumentKind.CustomerOrder, qty);
        await Desk.ChangeStatus(Olga, DealId, order, DocumentStatus.Confirmed);
        return order;
    }

    public Task Cancels(Guid document) => Desk.ChangeStatus(Olga, DealId, document, DocumentStatus.Canceled, "Replaced");

    /// <summary>A contract with its signed copy.</summary>
    public async Task Signs() => await Desk.Sign(Olga, DealId, await Desk.Draft(Olga, DealId, Papers.Draw(DocumentKind.Contract, 0L)));

    public async Task Ships(decimal? qty = null) => await Desk.Post(Fedor, DealId, await Drafts(Fedor, DocumentKind.Shipment, qty));

    public async Task Pays() => await Desk.Post(Anna, DealId, await Desk.Draft(Anna, DealId, Papers.Draw(DocumentKind.Payment, Papers.Amount)));

    public Task<Guid> Promises(DateTimeOffset due) => Desk.Promise(Anna, DealId, due);

    /// <summary>A paper of the sale's lines or of fewer pieces.</summary>
    public Task<Guid> Drafts(Person person, DocumentKind kind, decimal? qty = null) => Desk.Draft(person, DealId, Papers.Draw(kind, qty));
}
