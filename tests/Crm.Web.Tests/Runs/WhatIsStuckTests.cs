using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data.Stores;
using Crm.Web.Features.Runs;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Runs;

/// <summary>R-23: each kind of standstill is listed with its reason, and what merely waits for its turn is not.</summary>
public sealed class WhatIsStuckTests
{
    private const string Because = "The plant called";

    [Theory, OnBothDatabases]
    public async Task Each_kind_of_standstill_is_listed_with_its_reason(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("failing").Node("S", "Elsa.Start").Node("F", "Elsa.Fault", ("message", "Broken", "String")).Path("S", "F").PublishAsync(work.Office.App);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Delay("D", "00:30:00").Task("T").Path("S", "D", "T").PublishAsync(work.Office.App);
        var failing = await RunAsync(work, await work.Office.OpenDealAsync(work.Office.Anna, "failing"));
        var waiting = await RunAsync(work, await work.Office.OpenDealAsync(work.Office.Anna, "waiting"));
        await work.DeliverAsync();
        var (dead, begun, untaken, again) = (Effect(work, "dead"), Effect(work, "begun"), Effect(work, "untaken"), Effect(work, "again"));
        while (dead.State is OutboxState.Pending) Fail(dead, work);
        begun.Begin();
        // It is tried again in half an hour: nothing is wrong with it yet.
        for (var i = 0; i < 8; i++) Fail(again, work);
        var late = PendingStimulus.Of(Stimulus.Event("ContractSigned"), work.Clock.GetUtcNow());
        var (nobody, role, gone) = (await InEmptyQueueAsync(work), Task(work, Addressee.RoleIn(Role.Service, null)), Task(work, Addressee.User(work.Office.Olga.Id)));
        await SaveAsync(work, dead, begun, untaken, again, late, nobody, role, gone, Task(work, Addressee.User(work.Office.Anna.Id)), Task(work, Addressee.RoleIn(Role.SalesManager, work.Office.SalesUnitId)));
        await CloseAccessAsync(work, work.Office.Olga.Id);
        Assert.Equal([(StuckKind.Effect, StuckFault.Unexpected, dead.Id)], (await ListAsync(work)).Where(r => r.Kind is StuckKind.Effect).Select(r => (r.Kind, r.Fault, r.Id)));

        work.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains((StuckKind.Effect, StuckFault.LeaseExpired, begun.Id), await FoundAsync(work));
        work.Clock.Advance(TimeSpan.FromMinutes(34));

        (StuckKind, StuckFault, Guid)[] expected =
        [
            (StuckKind.Step, StuckFault.OnPurpose, failing), (StuckKind.Effect, StuckFault.Unexpected, dead.Id), (StuckKind.Effect, StuckFault.LeaseExpired, begun.Id),
            (StuckKind.Effect, StuckFault.NotTaken, untaken.Id), (StuckKind.Event, StuckFault.NobodyWaited, late.Id), (StuckKind.Task, StuckFault.QueueEmpty, nobody.Id),
            (StuckKind.Task, StuckFault.RoleEmpty, role.Id), (StuckKind.Task, StuckFault.PersonGone, gone.Id), (StuckKind.Timer, StuckFault.TimerLate, waiting),
        ];
        var found = await FoundAsync(work);
        Assert.Equal(expected.Order(), found.Where(row => row.Id != again.Id).Order());
        Assert.Equal(["Fulfillment"], (await ListAsync(work)).Where(r => r.Fault is StuckFault.QueueEmpty).Select(r => r.Who));
        Assert.Equal(new HashSet<Guid> { failing, waiting }, (await RunsAsync(work)).ToHashSet());
    }

    [Theory, OnBothDatabases]
    public async Task A_late_timer_is_fired_by_hand_and_one_that_is_not_due_is_not(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Delay("D", "00:30:00").Task("T").Path("S", "D", "T").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "waiting");
        var run = await RunAsync(work, deal);
        var timer = await work.Read(d => d.Set<Bookmark>().Where(b => b.WorkflowInstanceId == run).Select(b => b.Id).SingleAsync());
        var early = await Assert.ThrowsAsync<DomainException>(() => work.Office.ActAsync(work.Office.Alla, Subject.Instance(run), "timer.retry", async scope =>
        {
            await scope.FireLate(timer, Because);
            return null;
        }));
        Assert.Equal("WFI-003", early.Code);

        work.Clock.Advance(TimeSpan.FromMinutes(36));
        Assert.Equal(timer, Assert.Single(await ListAsync(work), r => r.Kind is StuckKind.Timer).Step);
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync($"/api/runs/{run}/timers/{timer}/firing", new { reason = Because })).Ok();

        Assert.DoesNotContain(await ListAsync(work), r => r.Kind is StuckKind.Timer);
        Assert.Equal(1, await work.Read(d => d.Set<TaskItem>().CountAsync(t => t.DealId == deal)));
        Assert.Equal(1, await work.Read(d => d.Set<Domain.Audit.AuditEntry>().CountAsync(e => e.Kind == "timer.fired" && e.SubjectId == run)));
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_is_at_any_more_is_begun_again_or_given_up(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var (again, never) = (Effect(work, "again"), Effect(work, "never"));
        again.Begin();
        never.Begin();
        await SaveAsync(work, again, never);
        var alla = await work.Office.ApiAsync(work.Office.Alla);
        (await alla.PostAsync($"/api/dead-letters/{again.Id}/replay", new { reason = Because })).Refused(409, "WFI-003");

        work.Clock.Advance(TimeSpan.FromMinutes(2));
        (await alla.PostAsync($"/api/dead-letters/{again.Id}/replay", new { reason = Because })).Ok();
        (await alla.PostAsync($"/api/dead-letters/{never.Id}/dismissal", new { reason = Because })).Ok();

        Assert.Empty(await ListAsync(work));
        Assert.Equal((0, work.Clock.GetUtcNow()), Assert.Single(await work.Outbox(OutboxState.Pending)) is var pending ? (pending.Attempts, pending.NotBefore) : default);
        Assert.Equal(never.Id, Assert.Single(await work.Outbox(OutboxState.Dismissed)).Id);
    }

    private static OutboxMessage Effect(Work work, string key) => OutboxMessage.Of(Letter.Kind, null, "{}", key, work.Clock.GetUtcNow());

    private static void Fail(OutboxMessage message, Work work)
    {
        message.Begin();
        message.Failed("NullReferenceException", work.Clock.GetUtcNow());
    }

    private static TaskItem Task(Work work, Addressee to) => TaskItem.Create(new TaskDraft(new LocalText("Look at it", "Посмотреть"), to),
        WorkingCalendar.Standard("-", "UTC"), null, ByTest(), work.Clock.GetUtcNow());

    private static async Task<TaskItem> InEmptyQueueAsync(Work work)
    {
        var id = await work.Read(async d =>
        {
            var queue = await d.Set<TaskQueue>().SingleAsync(q => q.Code == "fulfillment");
            queue.Change(new LocalText("Fulfillment", "Отгрузка"), null, null, []);
            await d.SaveChangesAsync();
            return queue.Id;
        });
        return Task(work, Addressee.Queue(id));
    }

    private static async Task CloseAccessAsync(Work work, Guid userId)
    {
        await work.Read(async d =>
        {
            var user = await d.Set<User>().SingleAsync(u => u.Id == userId);
            user.Deactivate(ByTest(), work.Clock.GetUtcNow());
            return await d.SaveChangesAsync();
        });
        work.Get<SurroundingsCache>().Forget();
    }

    private static Cause ByTest() => new(Actor.Job("test"), Door.Job, Guid.CreateVersion7());

    private static Task SaveAsync(Work work, params object[] rows) => work.Read(d =>
    {
        d.AddRange(rows);
        return d.SaveChangesAsync();
    });

    private static Task<Guid> RunAsync(Work work, Guid deal) => work.Read(d => d.Set<WorkflowInstance>().Where(i => i.DealId == deal).Select(i => i.Id).SingleAsync());

    private static Task<IReadOnlyList<StuckRow>> ListAsync(Work work) =>
        work.Office.App.InScopeAsync(services => services.GetRequiredService<StuckReader>().All(TestContext.Current.CancellationToken));

    private static async Task<List<(StuckKind Kind, StuckFault Fault, Guid Id)>> FoundAsync(Work work) => [.. (await ListAsync(work)).Select(r => (r.Kind, r.Fault, r.Id))];

    private static async Task<IEnumerable<Guid>> RunsAsync(Work work) => (await work.Office.App.InScopeAsync(services =>
        services.GetRequiredService<RunsReader>().Read(new RunFilter { Stuck = true }, cancellation: TestContext.Current.CancellationToken))).Items.Select(r => r.Id);
}
