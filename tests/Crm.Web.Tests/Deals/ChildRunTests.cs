using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>A standard sale whose procedure starts another one, on every store of the engine.</summary>
public sealed class ChildRunTests(Desks desks) : IClassFixture<Desks>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnEveryStore]
    public async Task A_sale_waits_for_its_child_and_goes_on_when_that_ends(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        var (parent, child) = await Runs(sale);
        var asked = Assert.Single(await sale.OpenTasks());
        Assert.Equal((child.Id, "Check the address", WorkflowStatus.Suspended), (asked.InstanceId, asked.TitleEn, child.Status));
        Assert.Equal((sale.DealId.ToString(), parent.Id), (child.CorrelationId, child.ParentInstanceId));

        await sale.Completes(sale.Anna);
        Assert.Empty(await sale.OpenTasks());
        await desk.Deliver();

        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
        (parent, child) = await Runs(sale);
        Assert.Equal((WorkflowStatus.Suspended, WorkflowStatus.Finished), (parent.Status, child.Status));
        await IsToldOnce(sale, parent, ChildRun.Ended);
    }

    [Theory, OnEveryStore]
    public async Task A_dispatched_child_starts_after_the_transaction_and_only_once(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.DispatchWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        Assert.Empty(await sale.OpenTasks());
        Assert.Single(await sale.Own<WorkflowInstance>(i => i.DealId));

        await desk.Deliver();

        var (parent, child) = await Runs(sale);
        await IsToldOnce(sale, child, ChildRun.Dispatched);
        Assert.Equal(child.Id, Assert.Single(await sale.OpenTasks()).InstanceId);
        await sale.Completes(sale.Anna);
        await desk.Deliver();
        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_child_that_nobody_waits_for_runs_beside_its_sale(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.DispatchWorkflow", wait: false), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        await desk.Deliver();
        Assert.Equal(2, (await sale.OpenTasks()).Count);

        await Complete(sale, "Check the address");
        await desk.Deliver();

        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
        Assert.DoesNotContain(await sale.Own<OutboxMessage>(m => m.DealId), m => m.Kind == ChildRun.Ended);
    }

    [Theory, OnEveryStore]
    public async Task With_the_sale_the_child_that_it_waits_for_is_canceled(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);

        await sale.Loses(await sale.Reason("price"));
        await desk.Deliver();

        var (parent, child) = await Runs(sale);
        Assert.Equal((WorkflowStatus.Canceled, WorkflowStatus.Canceled), (parent.Status, child.Status));
        Assert.Empty(await sale.OpenTasks());
        Assert.Empty(await desk.Where<Bookmark>(b => b.WorkflowInstanceId == child.Id));
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_dispatched_child_of_a_sale_that_is_lost_meanwhile_does_not_start(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.DispatchWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        await sale.Loses(await sale.Reason("price"));
        // Until then the loss could be undone, and the child would be waited for again.
        desk.Clock.Advance(InstanceSnapshot.UndoTerm);

        await desk.Deliver();

        Assert.Single(await sale.Own<WorkflowInstance>(i => i.DealId));
        Assert.Empty(await sale.OpenTasks());
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task What_a_run_will_hear_after_an_undo_waits_for_it_and_nobody_is_refused_anything(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.DispatchWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        await sale.Loses(await sale.Reason("price"));

        await desk.Deliver();
        desk.Clock.Advance(TimeSpan.FromSeconds(40));
        await desk.Deliver();

        var told = Assert.Single(await sale.Own<OutboxMessage>(m => m.DealId), m => m.Kind == ChildRun.Dispatched);
        Assert.Equal((OutboxState.Pending, 0, null), (told.State, told.Attempts, told.LastError));
        Assert.Empty(await desk.Where<AuditEntry>(e => e.Denied && e.DealId == sale.DealId));
        await sale.Undoes(sale.Anna);
        desk.Clock.Advance(TimeSpan.FromSeconds(40));
        await desk.Deliver();
        Assert.Equal("Check the address", Assert.Single(await sale.OpenTasks()).TitleEn);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task Undoing_the_act_that_started_a_child_cancels_it_and_the_act_can_be_done_again(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("m2", "Elsa.ExecuteWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        await sale.Contacts();
        await sale.Completes(sale.Anna);
        Assert.Equal("Check the address", Assert.Single(await sale.OpenTasks()).TitleEn);

        await sale.Undoes(sale.Anna);

        Assert.Equal(WorkflowStatus.Canceled, (await Runs(sale)).Child.Status);
        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
        await sale.Completes(sale.Anna);
        await sale.Completes(sale.Anna);
        await desk.Deliver();
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task Undoing_the_loss_of_a_sale_lets_its_child_wait_again(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        var before = await Standing.ReadAsync(sale);
        await sale.Loses(await sale.Reason("price"));

        await sale.Undoes(sale.Anna);

        Assert.Equal(before, await Standing.ReadAsync(sale));
        await sale.Completes(sale.Anna);
        await desk.Deliver();
        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
    }

    [Theory, OnEveryStore]
    public async Task The_end_of_a_child_can_be_undone_until_its_sale_is_told(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        var before = await Standing.ReadAsync(sale);
        await sale.Completes(sale.Anna);
        await sale.Undoes(sale.Anna);
        await desk.Deliver();
        Assert.Equal(before, await Standing.ReadAsync(sale));

        await sale.Completes(sale.Anna);
        await desk.Deliver();

        var late = await Assert.ThrowsAsync<DomainException>(() => sale.Undoes(sale.Anna));
        Assert.Equal("STG-006", late.Code);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_definition_that_only_a_script_names_is_found_too(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow", script: "'che' + 'cks'"), ChildFlows.Checks);

        var sale = await Sale.OpenAsync(desk);

        Assert.Equal("Check the address", Assert.Single(await sale.OpenTasks()).TitleEn);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task UN_03_a_procedure_in_the_place_of_a_step_runs_in_the_run_of_its_sale(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "CheckAddress"), ChildFlows.Checks);
        var sale = await Sale.OpenAsync(desk);
        var asked = Assert.Single(await sale.OpenTasks());
        Assert.Equal(("Check the address", (await sale.Run()).Id), (asked.TitleEn, asked.InstanceId));

        await sale.Completes(sale.Anna);

        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task A_procedure_that_is_not_published_is_an_incident_and_starts_nothing(Store store)
    {
        var desk = await desks.OnAsync(store, await ChildFlows.Before("t1", "Elsa.ExecuteWorkflow", wait: false));
        var sale = await Sale.OpenAsync(desk);

        var incident = Assert.Single((await sale.Run()).ReadState().Incidents);

        Assert.Equal("WF-CHILD", incident.Code);
        Assert.Empty(await sale.OpenTasks());
    }

    private static async Task<(WorkflowInstance Parent, WorkflowInstance Child)> Runs(Sale sale)
    {
        var runs = await sale.Own<WorkflowInstance>(i => i.DealId);
        Assert.Equal(2, runs.Count);
        return (runs.Single(r => r.ParentInstanceId is null), runs.Single(r => r.ParentInstanceId is not null));
    }

    private static async Task Complete(Sale sale, string title)
    {
        var task = (await sale.OpenTasks()).Single(t => t.TitleEn == title);
        await sale.Desk.Complete(sale.Anna, task.Id, "Done", null, null, confirm: true);
    }

    /// <summary>The effect is performed once more, as after a crash before it was marked: the run stays as it is.</summary>
    private static async Task IsToldOnce(Sale sale, WorkflowInstance run, string kind)
    {
        var message = Assert.Single(await sale.Own<OutboxMessage>(m => m.DealId), m => m.Kind == kind);
        Assert.Equal(OutboxState.Delivered, message.State);
        await sale.Desk.Runs.Perform(message, Stop);
        Assert.Equal(run.Revision, (await sale.Desk.Where<WorkflowInstance>(i => i.Id == run.Id)).Single().Revision);
    }
}
