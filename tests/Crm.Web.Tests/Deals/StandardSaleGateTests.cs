using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Every gate of the shipped standard sale refuses alone and lets pass once its record was made by its own verb.</summary>
public sealed class StandardSaleGateTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task A_contact_is_needed_to_qualify(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.IsRefused(sale.Anna, "Done", "G1.1");
        await sale.Passes("first-contact");
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task Customer_decision_maker_and_demand_are_each_needed_to_offer(Store store)
    {
        var desk = await desks.OnAsync(store);
        var sale = await Sale.OpenAsync(desk, change: o => o with { CustomerId = null, Potential = null });
        await sale.Reaches("qualification");
        await sale.IsRefused(sale.Anna, "Done", "G2.1", "G2.2", "G2.3");
        await Set(customer: true, potential: false);
        await sale.IsRefused(sale.Anna, "Done", "G2.2", "G2.3");
        await sale.Does(sale.Anna, sale.Papers.Qualified);
        await Set(customer: true, potential: false);
        await sale.IsRefused(sale.Anna, "Done", "G2.3");
        await Set(customer: false, potential: true);
        await sale.IsRefused(sale.Anna, "Done", "G2.1");
        await Set(customer: true, potential: false);
        await sale.Does(sale.Anna, s => s.Add(DemandRow.Add(new Demand("Pumps", 100_00), s.Deal, s.Cause, s.Now)));
        await sale.Completes(sale.Anna);
        Assert.Equal("proposal", (await sale.Deal()).StageCode);

        var undecided = await Sale.OpenAsync(desk);
        await undecided.Reaches("qualification");
        await undecided.IsRefused(undecided.Anna, "Done", "G2.2");

        Task Set(bool customer, bool potential) => sale.Does(sale.Anna, s => s.Change(DealChange.Of(s.Deal) with
        {
            CustomerId = customer ? desk.Office.CustomerId : null,
            Potential = potential ? 500_00 : null,
        }));
    }

    [Theory, OnEveryStore]
    public async Task An_active_offer_is_needed_to_present_and_an_accepted_one_to_order(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("proposal");
        await sale.Does(sale.Anna, s => sale.Draft(s, DocumentKind.CommercialOffer));
        await sale.IsRefused(sale.Anna, "Done", "G3.1");
        await sale.Passes("proposal");
        await sale.IsWarned(sale.Anna, "Done", "G4.1");
        await sale.Meets();
        await sale.Completes(sale.Anna, confirm: false);
        await sale.IsRefused(sale.Anna, "Agreed", "G5.1");
        await sale.DoesAsync(sale.Anna, Accept);
        await sale.Promises(sale.Desk.Clock.Now.AddMinutes(1));
        sale.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await sale.IsWarned(sale.Anna, "Agreed", "G5.3");
        await sale.Keeps();
        await sale.Completes(sale.Anna, "Agreed", confirm: false);
        Assert.Equal("order", (await sale.Deal()).StageCode);

        static async Task Accept(CommandScope scope)
        {
            var active = scope.Work.Facts.Documents.Single(d => d.Status == DocumentStatus.Active);
            (await scope.FindEvidence<SalesDocument>(active.Id)).Accept(scope.Deal, scope.Cause, scope.Now);
        }
    }

    [Theory, OnEveryStore]
    public async Task Order_signature_and_cover_are_each_needed_to_fulfill(Store store)
    {
        var desk = await desks.OnAsync(store);
        var sale = await Sale.OpenAsync(desk);
        await sale.Reaches("order");
        await sale.ClaimsFor(sale.Olga);
        await sale.IsRefused(sale.Olga, "Done", "G6.1", "G6.2", "G6.3");
        await sale.Does(sale.Olga, s => sale.Draft(s, DocumentKind.CustomerOrder).ChangeStatus(DocumentStatus.Confirmed, s.Deal, s.Cause, s.Now));
        await sale.IsRefused(sale.Olga, "Done", "G6.2");
        await sale.Does(sale.Olga, sale.Papers.Ordered);
        await sale.Cancels(sale.Olga, DocumentKind.CustomerOrder);
        // What is not ordered does not cover the offer either.
        await sale.IsRefused(sale.Olga, "Done", "G6.1", "G6.3");
        await sale.Does(sale.Olga, s => sale.Draft(s, DocumentKind.CustomerOrder, qty: 4).ChangeStatus(DocumentStatus.Confirmed, s.Deal, s.Cause, s.Now));
        await sale.IsRefused(sale.Olga, "Done", "G6.3");
        await sale.Does(sale.Olga, s => sale.Draft(s, DocumentKind.CustomerOrder).ChangeStatus(DocumentStatus.Confirmed, s.Deal, s.Cause, s.Now));
        await sale.Completes(sale.Olga);
        Assert.Equal("fulfillment", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task Everything_is_shipped_and_paid_and_no_claim_is_open_before_the_result(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("fulfillment");
        await sale.ClaimsFor(sale.Fedor);
        await sale.IsRefused(sale.Fedor, "Done", "G7.1");
        await sale.Does(sale.Fedor, s => sale.Draft(s, DocumentKind.Shipment, qty: 4).Post(s.Deal, s.Cause, s.Now));
        await sale.IsRefused(sale.Fedor, "Done", "G7.1");
        await sale.Does(sale.Fedor, s => sale.Draft(s, DocumentKind.Shipment, qty: 6).Post(s.Deal, s.Cause, s.Now));
        await sale.IsRefused(sale.Anna, "Done", "G7.2");
        await sale.Completes(sale.Fedor);
        Assert.Equal("fulfillment", (await sale.Deal()).StageCode);
        await sale.Does(sale.Anna, sale.Papers.Paid);
        await sale.Does(sale.Anna, s => s.Add(Claim.Register(
            new ClaimDetails { CustomerId = sale.Desk.Office.CustomerId, Description = "One pump is loud", Reason = "Quality" }, s.Deal, s.Cause, s.Now)));
        await sale.IsWarned(sale.Anna, "Done", "G7.3");
        await sale.DoesAsync(sale.Anna, async s => (await s.EvidenceOfDeal<Claim>()).Single().Close(true, "Replaced", s.Deal, s.Cause, s.Now));
        await sale.Completes(sale.Anna, confirm: false);
        Assert.Equal("result", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task A_chosen_outcome_explained_demand_and_kept_promises_are_each_needed_to_close(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("result");
        await sale.IsRefused(sale.Anna, "Lost", "G8.1");
        await sale.Does(sale.Anna, s => s.Add(DemandRow.Add(new Demand("Pumps", 100_00, 50), s.Deal, s.Cause, s.Now)));
        await sale.IsRefused(sale.Anna, "Won", "G8.2");
        await sale.DoesAsync(sale.Anna, async s => (await s.EvidenceOfDeal<DemandRow>()).Single().Change(new Demand("Pumps", 100_00, 50, "Out of stock"), s.Deal, s.Cause, s.Now));
        await sale.Promises(sale.Desk.Clock.Now.AddDays(3));
        await sale.IsRefused(sale.Anna, "Won", "G8.3");
        await sale.Keeps();
        await sale.Completes(sale.Anna, "Won");
        Assert.Equal(DealOutcome.Won, (await sale.Deal()).Outcome);
    }
}
