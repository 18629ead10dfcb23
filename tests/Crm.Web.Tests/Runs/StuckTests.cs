using Crm.Domain.Audit;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Features.Runs;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Runs;

/// <summary>What only a person can get going again: it is listed, tried again, given up, and the record says by whom.</summary>
public sealed class StuckTests
{
    private const string Because = "The mail server is back";

    [Theory, OnBothDatabases]
    public async Task A_letter_given_up_is_listed_and_leaves_when_it_is_tried_again(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var dead = await DeadLetterAsync(work);
        Assert.Equal((StuckKind.Effect, dead, StuckFault.Storage, "IOException"), Assert.Single(await ListAsync(work)) is var row ? (row.Kind, row.Id, row.Fault, row.Reason) : default);
        work.Letters.IsDown = false;

        await ActAsync(work, scope => scope.Replay(dead, Because));
        await work.DeliverAsync();

        Assert.Empty(await ListAsync(work));
        Assert.Empty(await work.Outbox(OutboxState.Dead));
        Assert.Equal(1, await RecordedAsync(work, "effect.replayed"));
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_given_up_for_good_stays_on_record_and_off_the_list(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var dead = await DeadLetterAsync(work);

        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync($"/api/dead-letters/{dead}/dismissal", new { reason = Because })).Ok();

        Assert.Empty(await ListAsync(work));
        Assert.Equal(dead, Assert.Single(await work.Outbox(OutboxState.Dismissed)).Id);
        Assert.Equal(1, await RecordedAsync(work, "effect.dismissed"));
        (await alla.PostAsync($"/api/dead-letters/{dead}/replay", new { reason = Because })).Refused(409, "WFI-003");
    }

    [Theory, OnBothDatabases]
    public async Task An_event_that_nobody_waited_for_can_be_tried_again_or_given_up(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("telling").Node("S", "Elsa.Start").Publish("P", "ContractSigned").Event("E", "Nothing").Path("S", "P", "E").PublishAsync(work.Office.App);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Event("E", "ContractSigned").Task("T").Path("S", "E", "T").PublishAsync(work.Office.App);
        for (var i = 0; i < 2; i++) await work.Office.OpenDealAsync(work.Office.Anna, "telling");
        await work.RunEverythingAsync();
        work.Clock.Advance(TimeSpan.FromMinutes(16));
        await work.RunEverythingAsync();
        var late = await ListAsync(work);
        Assert.Equal([StuckKind.Event, StuckKind.Event], late.Select(r => r.Kind));

        await ActAsync(work, scope => scope.ReplayEvent(late[0].Id, Because));
        await ActAsync(work, scope => scope.DismissEvent(late[1].Id, Because));
        await work.Office.OpenDealAsync(work.Office.Anna, "waiting");

        Assert.Empty(await ListAsync(work));
        Assert.Equal(1, await work.Read(d => d.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back")));
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_step_is_listed_and_the_run_goes_on_when_it_is_given_up(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("failing").Node("S", "Elsa.Start").Node("F", "Elsa.Fault", ("message", "Broken", "String")).Task("T").Path("S", "F", "T").PublishAsync(work.Office.App);
        await work.Office.OpenDealAsync(work.Office.Anna, "failing");
        var failed = Assert.Single(await ListAsync(work), r => r.Kind is StuckKind.Step);
        Assert.Equal((StuckFault.OnPurpose, "0 Broken"), (failed.Fault, failed.Reason));

        await ActAsync(work, scope => scope.ResolveIncident(failed.Step!, retry: true, Because), Subject.Instance(failed.Id));
        var again = Assert.Single(await ListAsync(work), r => r.Kind is StuckKind.Step);
        await ActAsync(work, scope => scope.ResolveIncident(again.Step!, retry: false, Because), Subject.Instance(failed.Id));

        Assert.DoesNotContain(await ListAsync(work), r => r.Kind is StuckKind.Step);
        Assert.Equal((1, 1), (await RecordedAsync(work, "incident.retried"), await RecordedAsync(work, "incident.dismissed")));
    }

    [Theory, OnBothDatabases]
    public async Task A_start_past_its_time_is_listed_and_started_by_hand_and_one_that_is_not_due_is_not(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await StartedRunTests.PublishAsync(work, Procedures.DefinitionFlows.Hourly());
        var trigger = await work.Read(d => d.Set<StartTrigger>().AsNoTracking().SingleAsync(t => t.DefinitionId == "hourly"));
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync($"/api/late-starts/{trigger.Id}/start", new { reason = Because })).Refused(409, "WFI-003");
        Assert.Empty(await ListAsync(work));
        // Nobody looks for what is due.
        work.Clock.Advance(TimeSpan.FromMinutes(66));
        Assert.Equal((StuckKind.Start, trigger.Id, "Hourly", StuckFault.TimerLate), Assert.Single(await ListAsync(work)) is var row ? (row.Kind, row.Id, row.What, row.Fault) : default);

        await ActAsync(work, scope => scope.StartLate(trigger.Id, Because));

        Assert.Empty(await ListAsync(work));
        Assert.Equal((1, 1), (await work.Read(d => d.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == "hourly")), await RecordedAsync(work, "start.fired")));
        Assert.Equal("WFI-003", (await Assert.ThrowsAsync<Crm.Domain.DomainException>(() => ActAsync(work, scope => scope.StartLate(trigger.Id, Because)))).Code);
    }

    [Fact]
    public async Task Who_may_not_operate_sees_and_does_nothing()
    {
        await using var work = await Work.OpenAsync(DatabaseKind.Sqlite);
        var anna = await work.Office.ApiAsync(work.Office.Anna);

        Assert.Equal(403, (int)(await anna.GetAsync("/api/stuck")).Status);
        Assert.Equal(403, (int)(await anna.PostAsync($"/api/dead-letters/{Guid.CreateVersion7()}/replay", new { reason = Because })).Status);
        Assert.Equal(2, await work.Read(d => d.Set<AuditEntry>().CountAsync(e => e.Denied && e.Code == "GEN-009" && e.ActorId == work.Office.Anna.Id)));
    }

    private static Task<IReadOnlyList<StuckRow>> ListAsync(Work work) =>
        work.Office.App.InScopeAsync(services => services.GetRequiredService<StuckReader>().All(TestContext.Current.CancellationToken));

    private static Task<System.Text.Json.Nodes.JsonNode> ActAsync(Work work, Func<CommandScope, Task> verb, Subject? subject = null) =>
        work.Office.ActAsync(work.Office.Alla, subject ?? Subject.None, "stuck.act", async scope =>
        {
            await verb(scope);
            return new { };
        });

    private static Task<int> RecordedAsync(Work work, string kind) => work.Read(d => d.Set<AuditEntry>().CountAsync(e => e.Kind == kind));

    private static async Task<Guid> DeadLetterAsync(Work work)
    {
        await OutboxTests.OpenForAnnaAsync(work);
        work.Letters.IsDown = true;
        for (var attempt = 0; attempt < 12; attempt++)
        {
            await work.DeliverAsync();
            work.Clock.Advance(TimeSpan.FromHours(1));
        }
        return Assert.Single(await work.Outbox(OutboxState.Dead)).Id;
    }
}
