using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Acts are undone within five minutes, on every store of the engine: everything stands as before, and nothing is erased.</summary>
public sealed class UndoTests(Desks desks) : IClassFixture<Desks>
{
    [Theory, OnEveryStore]
    public async Task A_sale_of_which_every_advance_is_undone_once_is_won_all_the_same(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Contacts();
        await UndoneAndDoneAgain(sale, sale.Anna);
        await sale.Qualifies();
        await UndoneAndDoneAgain(sale, sale.Anna);
        await sale.Offers();
        await UndoneAndDoneAgain(sale, sale.Anna);
        await UndoneAndDoneAgain(sale, sale.Anna);
        await sale.Accepts();
        await UndoneAndDoneAgain(sale, sale.Anna, "Agreed");
        await sale.ClaimsFor(sale.Olga);
        await sale.Orders();
        await sale.Signs();
        await UndoneAndDoneAgain(sale, sale.Olga);
        await sale.Ships();
        await sale.ClaimsFor(sale.Fedor);
        await UndoneAndDoneAgain(sale, sale.Fedor);
        await sale.Pays();
        await UndoneAndDoneAgain(sale, sale.Anna);
        await UndoneAndDoneAgain(sale, sale.Anna, "Won");

        var deal = await sale.Deal();
        Assert.Equal(DealOutcome.Won, deal.Outcome);
        Assert.All(Sale.Stages, stage => Assert.Equal(1, deal.Tally[stage]));
        var facts = (await sale.Own<DealEvent>(e => e.DealId)).OrderBy(e => e.Seq).ToList();
        Assert.Equal(9, facts.Count(f => f.Kind == "deal.undone"));
        var chain = new ChainWalk();
        Assert.All(facts, fact => Assert.True(chain.Continues(fact)));
        var run = await sale.Run();
        var journal = (await sale.Desk.Where<JournalEntry>(j => j.WorkflowInstanceId == run.Id)).OrderBy(j => j.Sequence).ToList();
        Assert.Equal(Enumerable.Range(0, journal.Count).Select(i => journal[0].Sequence + i), journal.Select(j => j.Sequence));
        Assert.Equal(9, journal.Count(j => j.EventName == JournalEvent.Undone));
        // The stay that the undone win ended stays on record beside the one that the win ended in the end.
        Assert.Equal(2, (await sale.Own<StageVisit>(v => v.DealId)).Count(v => v.Result == VisitResult.Won));
    }

    [Theory, OnEveryStore]
    public async Task The_stay_that_an_undone_advance_began_is_kept_as_undone(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Contacts();
        await sale.Completes(sale.Anna);
        await sale.Undoes(sale.Anna);

        var visits = (await sale.Own<StageVisit>(v => v.DealId)).OrderBy(v => v.RecordedAt).ThenBy(v => v.Id).ToList();
        Assert.Equal([("first-contact", VisitResult.Passed, 1), ("qualification", VisitResult.Undone, 1), ("first-contact", VisitResult.Open, 1)],
            visits.Select(v => (v.StageCode, v.Result, v.VisitNo)));
        Assert.Equal(TransitionKind.Undone, visits[2].EnteredKind);
        var tasks = await sale.Own<TaskItem>(t => t.DealId);
        Assert.Equal([TaskState.Available, TaskState.Canceled], tasks.OrderBy(t => t.Id).Select(t => t.State));
        Assert.Contains((await sale.Own<DealEvent>(e => e.DealId)), e => e.Kind == "deal.undone" && e.ActorId == sale.Anna.Id);
    }

    [Theory, OnEveryStore]
    public async Task An_act_is_undone_in_time_before_anything_follows_and_by_whoever_may(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.IsRefused("STG-006", () => sale.Undoes(sale.Anna));
        await sale.Contacts();
        await sale.Completes(sale.Anna);
        sale.Desk.Clock.Advance(TimeSpan.FromMinutes(4));
        await sale.IsRefused("STG-006", () => sale.Undoes(sale.Anna));

        await sale.Qualifies();
        await sale.Completes(sale.Anna);
        await sale.Contacts();
        await sale.IsRefused("STG-006", () => sale.Undoes(sale.Anna));

        await sale.Offers();
        await sale.Completes(sale.Anna);
        await sale.IsRefused("GEN-008", () => sale.Undoes(sale.Vera));
        await sale.Undoes(sale.Boris);
        Assert.Equal("proposal", (await sale.Deal()).StageCode);
        await sale.IsRefused("STG-006", () => sale.Undoes(sale.Boris));
    }

    [Theory, OnEveryStore]
    public async Task A_person_who_only_worked_on_a_task_undoes_her_own_part_but_not_that_of_another(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("order");
        await sale.ClaimsFor(sale.Olga);
        await sale.Orders();
        await sale.Signs();
        await sale.Completes(sale.Olga);
        await sale.IsRefused("GEN-009", () => sale.Undoes(sale.Anna));
        await sale.Undoes(sale.Olga);
        Assert.Equal(("order", sale.Olga.Id), ((await sale.Deal()).StageCode, Assert.Single(await sale.OpenTasks()).ClaimedBy));
    }

    [Theory, OnEveryStore]
    public async Task Approvals_go_back_with_the_act_that_asked_or_decided(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store), discount: 25);
        await sale.Reaches("proposal");
        await sale.Offers();
        await sale.Completes(sale.Anna);
        Assert.Equal(ApprovalState.Pending, (await Approvals(sale)).Single());
        await sale.Undoes(sale.Anna);
        Assert.Equal(ApprovalState.Withdrawn, (await Approvals(sale)).Single());

        await sale.Completes(sale.Anna);
        await sale.ClaimsFor(sale.Boris);
        await UndoneAndDoneAgain(sale, sale.Boris, "Approved");
        Assert.Equal([ApprovalState.Withdrawn, ApprovalState.Approved], await Approvals(sale));
        Assert.Equal("presentation", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task An_undone_rework_does_not_count(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("terms");
        for (var round = 0; round < 6; round++)
        {
            await sale.Completes(sale.Anna, "Rework", "Another price");
            Assert.Equal("proposal", (await sale.Deal()).StageCode);
            await sale.Undoes(sale.Anna);
        }
        Assert.Equal(("terms", 0), ((await sale.Deal()).StageCode, (await sale.Deal()).TimesMoved("terms", "proposal")));
    }

    [Theory, OnEveryStore]
    public async Task A_lost_deal_is_open_again_with_its_work(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("proposal");
        var before = await Standing.ReadAsync(sale);

        await sale.Loses(await sale.Reason("price"));
        Assert.Empty(await sale.OpenTasks());
        await sale.Undoes(sale.Anna);

        Assert.Equal(before, await Standing.ReadAsync(sale));
        await sale.Offers();
        await sale.Completes(sale.Anna);
        Assert.Equal("presentation", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore]
    public async Task Manual_control_is_taken_back_while_the_stage_is_the_same(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Reaches("qualification");
        var before = await Standing.ReadAsync(sale);
        await sale.Desk.SwitchToManual(sale.Boris, sale.DealId, "The customer is in a hurry");
        await sale.Contacts();
        sale.Desk.Clock.Advance(TimeSpan.FromHours(2));
        await sale.Undoes(sale.Boris);
        Assert.Equal(before, await Standing.ReadAsync(sale));

        await sale.Desk.SwitchToManual(sale.Boris, sale.DealId, "The customer is in a hurry");
        await sale.Qualifies();
        await sale.Desk.MoveTo(sale.Anna, sale.DealId, "proposal");
        await sale.Undoes(sale.Anna);
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
        await sale.IsRefused("STG-006", () => sale.Undoes(sale.Boris));
    }

    [Theory, OnEveryStore]
    public async Task What_was_decided_after_taking_over_control_stays_when_control_is_given_back(Store store)
    {
        var sale = await Sale.OpenAsync(await desks.OnAsync(store));
        await sale.Desk.SwitchToManual(sale.Boris, sale.DealId, "The customer is in a hurry");
        await sale.Overrides(sale.Boris, "G1.1", "The customer wrote");
        await sale.Undoes(sale.Boris);

        Assert.Equal("G1.1", Assert.Single((await sale.Deal()).Overrides).Code);
        await sale.Completes(sale.Anna);
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
    }

    /// <summary>Completes, undoes and completes again: after the undoing everything stands as before the act.</summary>
    private static async Task UndoneAndDoneAgain(Sale sale, Person person, string choice = "Done")
    {
        var before = await Standing.ReadAsync(sale);
        await sale.Completes(person, choice);
        Assert.NotEqual(before, await Standing.ReadAsync(sale));
        await sale.Undoes(person);
        Assert.Equal(before, await Standing.ReadAsync(sale));
        await sale.Completes(person, choice);
    }

    private static async Task<List<ApprovalState>> Approvals(Sale sale) =>
        [.. (await sale.Own<Approval>(a => a.DealId)).OrderBy(a => a.RequestedAt).Select(a => a.State)];
}
