using Crm.Domain.Deals;
using Crm.Domain.Documents;
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
        await sale.FindsDecisionMaker();
        await Set(customer: true, potential: false);
        await sale.IsRefused(sale.Anna, "Done", "G2.3");
        await Set(customer: false, potential: true);
        await sale.IsRefused(sale.Anna, "Done", "G2.1");
        await Set(customer: true, potential: false);
        await desk.AddDemand(sale.Anna, sale.DealId, new Demand("Pumps", 100_00));
        await sale.Completes(sale.Anna);
        Assert.Equal("proposal", (await sale.Deal()).StageCode);

        var undecided = await Sale.OpenAsync(desk);
        await undecided.Reaches("qualification");
        await undecided.IsRefused(undecided.Anna, "Done", "G2.2");

        Task Set(bool customer, bool potential) => desk.Change(sale.Anna, sale.DealId, deal => deal with
        {
            CustomerId = customer ? desk.Office.CustomerId : null,
            Potential = potential ? 500_00 : null,
        });
    }

    [Theory, OnEveryStore]
    public async Task An_active_offer_is_needed_to_present_and_an_accepted_one_to_order(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("proposal");
        await sale.Drafts(sale.Anna, DocumentKind.CommercialOffer);
        await sale.IsRefused(sale.Anna, "Done", "G3.1");
        await sale.Passes("proposal");
        await sale.IsWarned(sale.Anna, "Done", "G4.1");
        await sale.Meets();
        await sale.Completes(sale.Anna, confirm: false);
        await sale.IsRefused(sale.Anna, "Agreed", "G5.1");
        await sale.Accepts();
        var promise = await sale.Promises(sale.Desk.Clock.Now.AddMinutes(1));
        sale.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await sale.IsWarned(sale.Anna, "Agreed", "G5.3");
        await sale.Desk.Keep(sale.Anna, sale.DealId, promise);
        await sale.Completes(sale.Anna, "Agreed", confirm: false);
        Assert.Equal("order", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task Order_signature_and_cover_are_each_needed_to_fulfill(Store store)
    {
        var desk = await desks.OnAsync(store);
        var sale = await Sale.OpenAsync(desk);
        await sale.Reaches("order");
        await sale.ClaimsFor(sale.Olga);
        await sale.IsRefused(sale.Olga, "Done", "G6.1", "G6.2", "G6.3");
        var order = await sale.Orders();
        await sale.IsRefused(sale.Olga, "Done", "G6.2");
        await sale.Signs();
        await sale.Cancels(order);
        // What is not ordered does not cover the offer either.
        await sale.IsRefused(sale.Olga, "Done", "G6.1", "G6.3");
        await sale.Orders(qty: 4);
        await sale.IsRefused(sale.Olga, "Done", "G6.3");
        await sale.Orders();
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
        await sale.Ships(qty: 4);
        await sale.IsRefused(sale.Fedor, "Done", "G7.1");
        await sale.Ships(qty: 6);
        await sale.IsRefused(sale.Anna, "Done", "G7.2");
        await sale.Completes(sale.Fedor);
        Assert.Equal("fulfillment", (await sale.Deal()).StageCode);
        await sale.Pays();
        var claim = await sale.Desk.RegisterClaim(sale.Anna, sale.DealId, "One pump is loud");
        await sale.IsWarned(sale.Anna, "Done", "G7.3");
        await sale.Desk.CloseClaim(sale.Anna, sale.DealId, claim, "Replaced");
        await sale.Completes(sale.Anna, confirm: false);
        Assert.Equal("result", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task A_chosen_outcome_explained_demand_and_kept_promises_are_each_needed_to_close(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("result");
        await sale.IsRefused(sale.Anna, "Lost", "G8.1");
        var demand = await sale.Desk.AddDemand(sale.Anna, sale.DealId, new Demand("Pumps", 100_00, 50));
        await sale.IsRefused(sale.Anna, "Won", "G8.2");
        await sale.Desk.ChangeDemand(sale.Anna, sale.DealId, demand, new Demand("Pumps", 100_00, 50, "Out of stock"));
        var promise = await sale.Promises(sale.Desk.Clock.Now.AddDays(3));
        await sale.IsRefused(sale.Anna, "Won", "G8.3");
        await sale.Desk.Keep(sale.Anna, sale.DealId, promise);
        await sale.Completes(sale.Anna, "Won");
        Assert.Equal(DealOutcome.Won, (await sale.Deal()).Outcome);
    }
}
