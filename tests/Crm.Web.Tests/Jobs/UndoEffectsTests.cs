using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

/// <summary>What an act caused outside its transaction, when the act is undone.</summary>
public sealed class UndoEffectsTests
{
    [Theory, OnBothDatabases]
    public async Task A_letter_waits_until_its_act_can_no_longer_be_undone(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await WritingAfterTask(work);
        await CompleteAsync(work, deal);
        work.Clock.Advance(TimeSpan.FromMinutes(4));
        await work.RunEverythingAsync();
        Assert.Empty(work.Letters.All);

        work.Clock.Advance(TimeSpan.FromMinutes(1));
        await work.RunEverythingAsync();
        Assert.Single(work.Letters.All);
    }

    [Theory, OnBothDatabases]
    public async Task The_letter_of_an_undone_act_never_leaves(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await WritingAfterTask(work);
        await CompleteAsync(work, deal);
        await work.RunEverythingAsync();
        await UndoAsync(work, deal);
        work.Clock.Advance(TimeSpan.FromHours(1));
        await work.RunEverythingAsync();
        Assert.Empty(work.Letters.All);
        Assert.Equal(Crm.Workflows.Activities.Tasks.SendMessage.EffectKind, Assert.Single(await work.Outbox(OutboxState.Withdrawn)).Kind);

        await CompleteAsync(work, deal);
        work.Clock.Advance(InstanceSnapshot.UndoTerm);
        await work.RunEverythingAsync();
        Assert.Single(work.Letters.All);
    }

    [Theory, OnBothDatabases]
    public async Task An_act_whose_event_another_run_has_seen_stays_done(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("telling").Node("S", "Elsa.Start").Node("T", "Elsa.RunTask", ("taskName", "Call back", "String")).Publish("P", "Told").Event("E", "Never").Path("S", "T", "P", "E").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "telling");
        await CompleteAsync(work, deal);
        await UndoAsync(work, deal);
        Assert.Single(await work.Outbox(OutboxState.Withdrawn), m => m.Kind == Crm.Workflows.Activities.Flow.PublishEvent.EffectKind);

        await CompleteAsync(work, deal);
        await work.RunEverythingAsync();
        Assert.Equal("STG-006", (await Assert.ThrowsAsync<DomainException>(() => UndoAsync(work, deal))).Code);
    }

    [Theory, OnBothDatabases]
    public async Task An_event_that_the_act_used_up_waits_again(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Node("T", "Elsa.RunTask", ("taskName", "Call back", "String")).Event("E", "Paid").Event("N", "Never").Path("S", "T", "E", "N").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "waiting");
        await using (var database = await work.Get<IDbContextFactory<Crm.Web.Data.CrmDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var early = new Stimulus(Stimuli.Event) { Hash = await HashOfWait(work, deal), CorrelationId = deal.ToString() };
            database.Add(PendingStimulus.Of(early, work.Clock.GetUtcNow()));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await CompleteAsync(work, deal);
        Assert.Empty(await Pending(work));
        await UndoAsync(work, deal);
        Assert.Single(await Pending(work));
        await CompleteAsync(work, deal);
        Assert.Empty(await Pending(work));
    }

    [Theory, OnBothDatabases]
    public async Task Snapshots_are_dropped_after_a_day(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await WritingAfterTask(work);
        await CompleteAsync(work, deal);
        work.Clock.Advance(InstanceSnapshot.Kept);
        Assert.Equal(0, await work.Get<Snapshots>().Prune(TestContext.Current.CancellationToken));
        work.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await work.Get<Snapshots>().Prune(TestContext.Current.CancellationToken));
    }

    private static async Task<Guid> WritingAfterTask(Work work)
    {
        await new OwnFlow("writing").Node("S", "Elsa.Start").Node("T", "Elsa.RunTask", ("taskName", "Call back", "String")).Node("M", "Crm.SendMessage", ("template", "about", "String")).Event("E", "Never")
            .Path("S", "T", "M", "E").PublishAsync(work.Office.App);
        return await work.Office.OpenDealAsync(work.Office.Anna, "writing");
    }

    /// <summary>The hash that the wait after the task will have: seen in a deal of the same kind, of which it depends on the event's name only.</summary>
    private static async Task<string> HashOfWait(Work work, Guid deal)
    {
        await CompleteAsync(work, deal);
        var hash = await work.Read(d => d.Set<Bookmark>().Where(b => b.Name == Stimuli.Event).Select(b => b.Hash).SingleAsync());
        await UndoAsync(work, deal);
        return hash;
    }

    private static Task<List<PendingStimulus>> Pending(Work work) => work.Read(d => d.Set<PendingStimulus>().AsNoTracking().ToListAsync());

    private static async Task CompleteAsync(Work work, Guid deal)
    {
        var task = await work.Read(d => d.Set<TaskItem>().SingleAsync(t => t.DealId == deal && t.State == TaskState.Available));
        await work.Office.ActAsync(work.Office.Anna, Subject.Task(task.Id), "task.complete", async scope =>
        {
            await scope.Complete("Done");
            return null;
        });
    }

    private static Task UndoAsync(Work work, Guid deal) => work.Office.ActAsync(work.Office.Anna, Subject.Deal(deal), "deal.undo", async scope =>
    {
        await scope.Undo();
        return null;
    });
}
