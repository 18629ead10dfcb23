using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class EventTests
{
    private const string Signed = "ContractSigned";

    [Theory, OnBothDatabases]
    public async Task BM_05_one_event_resumes_every_run_that_waits_for_it(DatabaseKind kind)
    {
        await using var work = await OpenAsync(kind);
        for (var i = 0; i < 3; i++) await work.Office.OpenDealAsync(work.Office.Anna, "waiting");
        await work.Office.OpenDealAsync(work.Office.Anna, "telling");

        for (var poll = 0; poll < 2; poll++) await work.RunEverythingAsync();

        Assert.Equal(3, await TasksAsync(work));
        Assert.Equal(0, await PendingAsync(work, dead: false));
    }

    [Theory, OnBothDatabases]
    public async Task BM_07_an_event_that_came_first_is_taken_by_the_run_that_comes_to_wait(DatabaseKind kind)
    {
        await using var work = await OpenAsync(kind);
        await work.Office.OpenDealAsync(work.Office.Anna, "telling");
        await work.RunEverythingAsync();
        Assert.Equal(1, await PendingAsync(work, dead: false));

        await work.Office.OpenDealAsync(work.Office.Anna, "waiting");
        await work.Office.OpenDealAsync(work.Office.Anna, "waiting");

        Assert.Equal(1, await TasksAsync(work));
        Assert.Equal(0, await PendingAsync(work, dead: false));
    }

    [Theory, OnBothDatabases]
    public async Task An_event_that_nobody_waits_for_becomes_a_dead_letter(DatabaseKind kind)
    {
        await using var work = await OpenAsync(kind);
        await work.Office.OpenDealAsync(work.Office.Anna, "telling");
        await work.RunEverythingAsync();

        work.Clock.Advance(TimeSpan.FromMinutes(16));
        await work.RunEverythingAsync();
        await work.Office.OpenDealAsync(work.Office.Anna, "waiting");

        Assert.Equal((0, 1, 0), (await PendingAsync(work, dead: false), await PendingAsync(work, dead: true), await TasksAsync(work)));
    }

    private static async Task<Work> OpenAsync(DatabaseKind kind)
    {
        var work = await Work.OpenAsync(kind);
        await new OwnFlow("waiting").Node("S", "Elsa.Start").Event("E", Signed).Task("T").Path("S", "E", "T").PublishAsync(work.Office.App);
        await new OwnFlow("telling").Node("S", "Elsa.Start").Publish("P", Signed).Event("E", "Nothing").Path("S", "P", "E").PublishAsync(work.Office.App);
        return work;
    }

    private static Task<int> TasksAsync(Work work) => work.Read(d => d.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back"));

    private static Task<int> PendingAsync(Work work, bool dead) => work.Read(d => d.Set<PendingStimulus>().CountAsync(s => s.Dead == dead));
}
