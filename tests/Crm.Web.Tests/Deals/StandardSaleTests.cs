using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data.Seed;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

public sealed class StandardSaleTests
{
    [Theory, OnBothDatabases]
    public async Task Every_block_gate_keeps_the_deal_until_its_record_exists_and_then_it_is_won(DatabaseKind kind)
    {
        await using var sale = await Sale.OpenAsync(kind);
        await sale.IsRefused(sale.Anna, "Done", "G1.1");
        await sale.Does(sale.Anna, s => sale.Papers.Contacted(s, InteractionKind.Call, "First call"));
        await sale.Completes(sale.Anna);
        await sale.IsRefused(sale.Anna, "Done", "G2.2");
        await sale.Does(sale.Anna, sale.Papers.Qualified);
        await sale.Completes(sale.Anna);
        await sale.IsRefused(sale.Anna, "Done", "G3.1");
        await sale.Does(sale.Anna, sale.Papers.Offered);
        await sale.Completes(sale.Anna);
        await sale.Completes(sale.Anna);
        await sale.IsRefused(sale.Anna, "Agreed", "G5.1");
        await sale.DoesAsync(sale.Anna, sale.Papers.Accepted);
        await sale.Completes(sale.Anna, "Agreed");
        await sale.ClaimsFor(sale.Olga);
        await sale.IsRefused(sale.Olga, "Done", "G6.1", "G6.2", "G6.3");
        await sale.Does(sale.Olga, sale.Papers.Ordered);
        await sale.Completes(sale.Olga);
        await sale.ClaimsFor(sale.Fedor);
        await sale.IsRefused(sale.Fedor, "Done", "G7.1");
        await sale.Does(sale.Anna, sale.Papers.Shipped);
        await sale.IsRefused(sale.Anna, "Done", "G7.2");
        await sale.Completes(sale.Fedor);
        Assert.Equal("fulfillment", (await sale.Deal()).StageCode);
        await sale.Does(sale.Anna, sale.Papers.Paid);
        await sale.Completes(sale.Anna);
        await sale.IsRefused(sale.Anna, "Lost", "G8.1");
        await sale.Completes(sale.Anna, "Won");

        var won = await sale.Deal();
        Assert.Equal((DealOutcome.Won, "won", "result"), (won.Outcome, won.StageCode, won.OutcomeStageCode));
        Assert.Equal(sale.Papers.Amount, won.WonAmount);
        Assert.Empty(await sale.OpenTasks());
        var visits = await sale.Read(d => d.Set<StageVisit>().Where(v => v.DealId == sale.DealId).OrderBy(v => v.EnteredAt).ThenBy(v => v.Id).ToListAsync());
        Assert.Equal(8, visits.Count);
        Assert.All(visits.SkipLast(1), v => Assert.Equal(VisitResult.Passed, v.Result));
        Assert.Equal(VisitResult.Won, visits[^1].Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_sixth_return_needs_an_override(DatabaseKind kind)
    {
        await using var sale = await Sale.OpenAsync(kind);
        await sale.ReachesTerms();
        for (var i = 0; i < 5; i++)
        {
            await sale.Completes(sale.Anna, "Rework", "The terms changed");
            Assert.Equal(("proposal", i + 2), ((await sale.Deal()).StageCode, (await sale.Deal()).VisitNo));
            await sale.IsRefused(sale.Anna, "Done", "G3.1");
            await sale.Does(sale.Anna, sale.Papers.Offered);
            await sale.Completes(sale.Anna);
            await sale.Completes(sale.Anna);
        }
        Assert.Equal("STG-007", (await Assert.ThrowsAsync<DomainException>(() => sale.Completes(sale.Anna, "Rework", "Once more"))).Code);
        await sale.DoesAsync(sale.Boris, s => { s.OverrideGate("STG-007", "A good customer", null); return Task.CompletedTask; });
        await sale.Completes(sale.Anna, "Rework", "Once more");
        Assert.Equal("proposal", (await sale.Deal()).StageCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_discount_over_the_limit_waits_for_the_head_and_follows_the_content(DatabaseKind kind)
    {
        await using var sale = await Sale.OpenAsync(kind, discount: 25);
        await sale.ReachesProposal();
        await sale.Does(sale.Anna, sale.Papers.Offered);
        await sale.Completes(sale.Anna);
        Assert.Equal("proposal", (await sale.Deal()).StageCode);
        var approval = Assert.Single(await sale.OpenTasks());
        Assert.False(approval.Addressee.Includes(sale.ActorOf(sale.Anna)));
        await sale.ClaimsFor(sale.Boris);
        await sale.Completes(sale.Boris, "Rejected", "Too much");
        Assert.Equal("Too much", Assert.Single(await sale.OpenTasks()).Note);
        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        await sale.Completes(sale.Boris, "Approved");
        Assert.Equal("presentation", (await sale.Deal()).StageCode);
        Assert.Equal(sale.Boris.Id, (await sale.Read(d => d.Set<Approval>().SingleAsync(a => a.State == ApprovalState.Approved))).DecidedBy);
    }

    [Theory, OnBothDatabases]
    public async Task A_loss_ends_the_work_and_keeps_the_stage_where_it_happened(DatabaseKind kind)
    {
        await using var sale = await Sale.OpenAsync(kind);
        await sale.ReachesProposal();
        Assert.Equal("LOSS-001", (await Assert.ThrowsAsync<DomainException>(() => sale.DoesAsync(sale.Anna, s => s.Lose(new OutcomeDetails())))).Code);
        var competitor = await sale.Read(d => d.Set<LossReason>().Where(r => r.Code == "competitor").Select(r => r.Id).SingleAsync());
        Assert.Equal("LOSS-002", (await Assert.ThrowsAsync<DomainException>(() => sale.DoesAsync(sale.Anna, s => s.Lose(new OutcomeDetails(competitor))))).Code);
        var price = await sale.Read(d => d.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync());
        await sale.DoesAsync(sale.Anna, s => s.Lose(new OutcomeDetails(price)));

        var lost = await sale.Deal();
        Assert.Equal((DealOutcome.Lost, "proposal"), (lost.Outcome, lost.OutcomeStageCode));
        Assert.Empty(await sale.OpenTasks());
        Assert.Equal(WorkflowStatus.Canceled, (await sale.Read(d => d.Set<WorkflowInstance>().SingleAsync())).Status);
        Assert.Empty(await sale.Read(d => d.Set<Bookmark>().ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_never_sets_the_stage_of_a_strict_deal(DatabaseKind kind)
    {
        await using var sale = await Sale.OpenAsync(kind);
        var refused = await Assert.ThrowsAsync<DomainException>(() => sale.DoesAsync(sale.Anna, s => s.MoveTo("proposal", null)));
        Assert.Equal("WFI-001", refused.Code);
        Assert.Equal("WFI-001", (await sale.Read(d => d.Set<AuditEntry>().SingleAsync(e => e.Denied))).Code);
        Assert.Equal("GEN-008", (await Assert.ThrowsAsync<DomainException>(() => sale.DoesAsync(sale.Vera, s => s.MoveTo("proposal", null)))).Code);
    }
}
