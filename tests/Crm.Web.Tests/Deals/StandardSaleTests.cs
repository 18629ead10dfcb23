using Crm.Domain.Deals;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The shipped standard sale on every store of the engine: the ways it goes.</summary>
public sealed class StandardSaleTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task A_sale_goes_through_all_stages_and_is_won(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));

        await sale.Reaches("result");
        await sale.Completes(sale.Anna, "Won");

        var won = await sale.Deal();
        Assert.Equal((DealOutcome.Won, "won", "result", sale.Papers.Amount), (won.Outcome, won.StageCode, won.OutcomeStageCode, won.WonAmount));
        Assert.Empty(await sale.OpenTasks());
        Assert.Equal(WorkflowStatus.Finished, (await sale.Run()).Status);
        var visits = (await sale.Own<StageVisit>(v => v.DealId)).OrderBy(v => v.EnteredAt).ToList();
        Assert.Equal(Sale.Stages, visits.Select(v => v.StageCode));
        Assert.All(visits.SkipLast(1), v => Assert.Equal(VisitResult.Passed, v.Result));
        Assert.Equal(VisitResult.Won, visits[^1].Result);
        var facts = (await sale.Own<DealEvent>(e => e.DealId)).OrderBy(e => e.Seq).ToList();
        Assert.Equal(Enumerable.Range(1, facts.Count).Select(i => (long)i), facts.Select(f => f.Seq));
        Assert.Equal(won.LastHash, facts[^1].Hash);
    }

    [Theory, OnEveryStore]
    public async Task Two_returns_and_then_a_win(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        for (var i = 0; i < 2; i++)
        {
            await sale.Reaches("terms");
            await sale.Completes(sale.Anna, "Rework", "Other terms");
            // The old offer does not count after a return.
            await sale.IsRefused(sale.Anna, "Done", "G3.1");
        }

        await sale.Reaches("result");
        await sale.Completes(sale.Anna, "Won");

        Assert.Equal(DealOutcome.Won, (await sale.Deal()).Outcome);
        Assert.Equal(3, (await sale.Own<StageVisit>(v => v.DealId)).Count(v => v.StageCode == "proposal"));
    }

    [Theory, OnEveryStore]
    public async Task A_sixth_return_needs_an_override(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        for (var i = 0; i < 5; i++)
        {
            await sale.Reaches("terms");
            await sale.Completes(sale.Anna, "Rework", "The terms changed");
            Assert.Equal(("proposal", i + 2), ((await sale.Deal()).StageCode, (await sale.Deal()).VisitNo));
        }
        await sale.Reaches("terms");

        await sale.IsRefused("STG-007", () => sale.Completes(sale.Anna, "Rework", "Once more"));
        await sale.Overrides(sale.Boris, "STG-007", "A good customer");
        await sale.Completes(sale.Anna, "Rework", "Once more");
        Assert.Equal("proposal", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task A_loss_at_any_stage_ends_the_work_and_remembers_the_stage(Store store)
    {
        var desk = await desks.OnAsync(store);
        foreach (var stage in Sale.Stages)
        {
            var sale = await Sale.OpenAsync(desk);
            await sale.Reaches(stage);
            await sale.IsRefused("LOSS-001", () => sale.Loses(new OutcomeDetails()));
            var price = await sale.Reason("price");
            await sale.Loses(price);

            var lost = await sale.Deal();
            Assert.Equal((DealOutcome.Lost, "lost", stage, price.LossReasonId), (lost.Outcome, lost.StageCode, lost.OutcomeStageCode, lost.LossReasonId));
            Assert.Empty(await sale.OpenTasks());
            Assert.Equal(WorkflowStatus.Canceled, (await sale.Run()).Status);
            var subject = sale.DealId.ToString();
            Assert.Empty(await desk.Where<Bookmark>(b => b.CorrelationId == subject));
        }
    }

    [Theory, OnEveryStore]
    public async Task A_loss_to_a_competitor_names_the_winner(Store store)
    {
        var desk = await desks.OnAsync(store);
        var sale = await Sale.OpenAsync(desk);
        await sale.IsRefused("LOSS-002", async () => await sale.Loses(await sale.Reason("competitor")));

        await sale.Loses(await sale.Reason("competitor", winner: desk.Office.CompetitorId));

        Assert.Equal((DealOutcome.Lost, desk.Office.CompetitorId), ((await sale.Deal()).Outcome, (await sale.Deal()).WinnerCompetitorId));
    }

    [Theory, OnEveryStore]
    public async Task The_loss_of_the_terms_goes_the_way_of_the_procedure(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("terms");
        await sale.IsRefused("LOSS-001", () => sale.Completes(sale.Anna, "Refused"));
        await sale.IsRefused("LOSS-002", async () => await sale.Completes(sale.Anna, "Refused", details: await sale.Reason("competitor")));

        await sale.Completes(sale.Anna, "Refused", details: await sale.Reason("price"));

        Assert.Equal((DealOutcome.Lost, "terms"), ((await sale.Deal()).Outcome, (await sale.Deal()).OutcomeStageCode));
        Assert.Equal(WorkflowStatus.Finished, (await sale.Run()).Status);
    }

    [Theory, OnEveryStore]
    public async Task Delivery_and_payment_finish_in_either_order(Store store)
    {
        var desk = await desks.OnAsync(store);
        foreach (var paymentFirst in (bool[])[true, false])
        {
            var sale = await Sale.OpenAsync(desk);
            await sale.Reaches("fulfillment");
            await sale.Ships();
            await sale.Pays();
            await sale.ClaimsFor(sale.Fedor);

            await sale.Completes(paymentFirst ? sale.Anna : sale.Fedor);
            Assert.Equal("fulfillment", (await sale.Deal()).StageCode);
            await sale.Completes(paymentFirst ? sale.Fedor : sale.Anna);
            Assert.Equal("result", (await sale.Deal()).StageCode);
        }
    }

    [Theory, OnEveryStore]
    public async Task A_person_never_sets_the_stage_of_a_strict_deal(Store store)
    {
        var desk = await desks.OnAsync(store);
        var sale = await Sale.OpenAsync(desk);

        await sale.IsRefused("WFI-001", () => desk.MoveTo(sale.Anna, sale.DealId, "proposal"));
        Assert.Equal("WFI-001", Assert.Single(await sale.Denied()).Code);
        await sale.IsRefused("GEN-008", () => desk.MoveTo(sale.Vera, sale.DealId, "proposal"));
    }

    [Theory, OnEveryStore]
    public async Task At_any_stage_the_head_takes_a_deal_out_of_its_procedure(Store store)
    {
        var desk = await desks.OnAsync(store);
        foreach (var stage in Sale.Stages)
        {
            var sale = await Sale.OpenAsync(desk);
            await sale.Reaches(stage);
            await sale.IsRefused("GEN-009", () => desk.SwitchToManual(sale.Anna, sale.DealId, "It does not fit"));

            await desk.SwitchToManual(sale.Boris, sale.DealId, "It does not fit");

            var deal = await sale.Deal();
            Assert.Equal((ControlMode.Manual, stage, DealOutcome.Open, (Guid?)null), (deal.ControlMode, deal.StageCode, deal.Outcome, deal.WorkflowInstanceId));
            Assert.Empty(await sale.OpenTasks());
            Assert.Equal(WorkflowStatus.Canceled, (await sale.Run()).Status);
            var subject = sale.DealId.ToString();
            Assert.Empty(await desk.Where<Bookmark>(b => b.CorrelationId == subject));
            await sale.Loses(await sale.Reason("price"));
            Assert.Equal(stage, (await sale.Deal()).OutcomeStageCode);
        }
    }
}
