using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Approvals, overrides and due times of the shipped standard sale on every store of the engine.</summary>
public sealed class StandardSaleExceptionTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task A_discount_over_the_limit_waits_for_the_head_and_follows_the_content(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store), discount: 25);
        await sale.Reaches("proposal");
        await sale.Passes("proposal");
        Assert.Equal("proposal", (await sale.Deal()).StageCode);
        Assert.Equal(Role.SalesHead, Assert.Single(await sale.OpenTasks()).Role);
        await sale.ClaimsFor(sale.Boris);
        await sale.Completes(sale.Boris, "Rejected", "Too much");
        Assert.Equal("Too much", Assert.Single(await sale.OpenTasks()).Note);
        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        // The offer that was to be approved is replaced by one that nobody has seen.
        await sale.CancelsOffer();
        await sale.Offers();
        await sale.IsRefused(sale.Boris, "Approved", "G3.2");
        await sale.Completes(sale.Boris, "Rejected", "Ask again");
        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        await sale.EditsOffer(discount: 30);
        await sale.IsRefused("APR-002", () => sale.Completes(sale.Boris, "Approved"));
        await sale.Completes(sale.Boris, "Rejected", "Ask again");
        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        await sale.Completes(sale.Boris, "Approved");
        Assert.Equal("presentation", (await sale.Deal()).StageCode);
        Assert.Equal(sale.Boris.Id, (await sale.Own<Approval>(a => a.DealId)).Single(a => a.State == ApprovalState.Approved).DecidedBy);
        await sale.Passes("presentation");
        await sale.EditsOffer(discount: 35);
        await sale.Accepts();
        await sale.IsRefused(sale.Anna, "Agreed", "G5.2");
    }

    [Theory, OnEveryStore]
    public async Task Nobody_approves_an_own_deal_or_an_own_offer(Store store)
    {
        var desk = await desks.OnAsync(store);
        var own = await Sale.OpenAsync(desk, discount: 25, owner: desk.Office.Boris);
        await own.Contacts(own.Boris);
        await own.Completes(own.Boris);
        await own.Qualifies(own.Boris);
        await own.Completes(own.Boris);
        await own.Offers(own.Boris);
        await own.Completes(own.Boris);
        await own.ClaimsFor(own.Boris);
        await own.IsRefused("APR-001", () => own.Completes(own.Boris, "Approved"));

        var sale = await Sale.OpenAsync(desk, discount: 25);
        await sale.Reaches("proposal");
        await sale.Offers(sale.Boris);
        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        await sale.IsRefused("APR-001", () => sale.Completes(sale.Boris, "Approved"));
    }

    [Theory, OnEveryStore]
    public async Task What_is_shipped_and_unpaid_is_lost_only_with_an_override(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("fulfillment");
        await sale.Ships();
        var price = await sale.Reason("price");

        await sale.IsRefused("LOSS-004", () => sale.Loses(price));
        await sale.IsRefused("GEN-009", () => sale.Overrides(sale.Anna, "LOSS-004", "Written off"));
        await sale.Overrides(sale.Boris, "LOSS-004", "Written off");
        await sale.Loses(price);

        Assert.Equal((DealOutcome.Lost, "fulfillment"), ((await sale.Deal()).Outcome, (await sale.Deal()).OutcomeStageCode));
    }

    [Theory, OnEveryStore]
    public async Task An_overridden_gate_lets_the_deal_pass(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.IsRefused("GEN-009", () => sale.Overrides(sale.Anna, "G1.1", "The customer wrote"));
        await sale.Overrides(sale.Boris, "G1.1", "The customer wrote");

        await sale.Completes(sale.Anna);

        Assert.Equal("qualification", (await sale.Deal()).StageCode);
        Assert.Contains("Overridden", (await sale.Own<DealEvent>(e => e.DealId)).Single(e => e.Kind == "deal.stage_changed").Payload);
    }

    /// <summary>Rows of V-28 as the procedure gives them; Moscow works Monday to Friday 9–13 and 14–18.</summary>
    [Theory, OnEveryStore]
    public async Task Tasks_are_due_in_working_time(Store store)
    {
        await using var desk = await SaleDesk.OpenAsync(store);
        var friday = await OpenedAt(desk, "2026-11-20T16:30+03:00");
        Assert.Equal(At("2026-11-23T16:30+03:00"), await Due(friday));
        var saturday = await OpenedAt(desk, "2026-11-21T11:00+03:00");
        Assert.Equal(At("2026-11-23T18:00+03:00"), await Due(saturday));

        await desk.DeclareHolidays(desk.Office.Alla, [.. Enumerable.Range(1, 8).Select(day => new DateOnly(2027, 1, day))]);
        await friday.Contacts();
        desk.Clock.SetUtcNow(At("2026-12-30T15:00+03:00").AddMinutes(-1));
        await friday.Completes(friday.Anna);
        Assert.Equal(At("2027-01-11T15:00+03:00"), await Due(friday));
    }

    private static async Task<Sale> OpenedAt(SaleDesk desk, string time)
    {
        desk.Clock.SetUtcNow(At(time).AddMinutes(-1));
        return await Sale.OpenAsync(desk);
    }

    private static async Task<DateTimeOffset?> Due(Sale sale) => Assert.Single(await sale.OpenTasks()).DueAt;

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
