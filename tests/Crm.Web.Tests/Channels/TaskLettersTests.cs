using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Jobs;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Channels;

public sealed partial class TaskLettersTests
{
    [Theory, OnBothDatabases]
    public async Task The_letter_about_a_new_task_arrives_in_the_language_of_its_reader(DatabaseKind kind)
    {
        await using var smtp = await SmtpServer.StartAsync(TestContext.Current.CancellationToken);
        await using var work = await Work.OpenAsync(kind, new Dictionary<string, string?>
        {
            ["Mail:Host"] = smtp.Host,
            ["Mail:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["PublicUrl"] = "https://crm.example.com",
        }, realMail: true);
        await SpeakRussianAsync(work);
        var deal = await OutboxTests.OpenForAnnaAsync(work, "Насосы для завода");

        await work.DeliverAsync();

        var letter = Assert.Single(await smtp.ReceivedAsync(1, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        var task = await work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == deal));
        Assert.Equal($"Новая задача: {task.TitleRu}", letter.Subject);
        Assert.Equal("anna@example.com", letter.To.Mailboxes.Single().Address);
        Assert.Contains("Сделка: D-000001 Насосы для завода", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://crm.example.com/tasks/{task.Id}", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(task.DueAt!.Value, "Europe/Moscow").ToString("g", CultureInfo.GetCultureInfo("ru-RU")), letter.TextBody, StringComparison.Ordinal);
        Assert.Empty(LatinWord().Matches(Allowed().Replace(letter.Subject + "\n" + letter.TextBody, "")));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_gets_a_letter_about_her_own_next_step_or_about_what_is_done_already(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await work.Office.OpenDealAsync(work.Office.Anna);
        var deal = await OutboxTests.OpenForAnnaAsync(work);
        await work.Office.ActAsync(work.Office.Boris, Subject.Deal(deal), "deal.switch_to_manual", async scope =>
        {
            await scope.SwitchToManual("By agreement");
            return null;
        });

        await work.DeliverAsync();

        Assert.Empty(work.Letters.All);
        Assert.Empty(await work.Outbox(OutboxState.Pending));
    }

    [Theory, OnBothDatabases]
    public async Task An_overdue_task_is_noted_once_and_its_holder_is_told_once(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna);
        work.Clock.Advance(TimeSpan.FromDays(30));

        for (var poll = 0; poll < 3; poll++) await work.RunEverythingAsync();

        var letter = Assert.Single(work.Letters.All);
        Assert.StartsWith("Overdue: ", letter.Subject, StringComparison.Ordinal);
        Assert.Equal("anna@example.com", letter.To.Mailboxes.Single().Address);
        Assert.Equal(1, await work.Read(d => d.Set<DealEvent>().CountAsync(e => e.DealId == deal && e.Kind == "task.overdue")));
    }

    [Theory, OnBothDatabases]
    public async Task A_follow_up_of_the_manual_pipeline_comes_up_when_its_time_comes(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "manual-pipeline");
        await work.RunEverythingAsync();
        Assert.Empty(work.Letters.All);
        var task = await work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == deal));

        work.Clock.Advance(task.FollowUpAt!.Value - work.Clock.Now);
        for (var poll = 0; poll < 2; poll++) await work.RunEverythingAsync();

        Assert.Equal("Follow-up: Agree the next step", Assert.Single(work.Letters.All).Subject);
    }

    private static async Task SpeakRussianAsync(Work work)
    {
        await work.Read(async database =>
        {
            var anna = await database.Set<User>().SingleAsync(u => u.Id == work.Office.Anna.Id);
            anna.ChangeProfile("Анна Петрова", anna.Email, "ru", anna.TimeZone, new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7()), work.Clock.Now);
            return await database.SaveChangesAsync();
        });
        work.Get<SurroundingsCache>().Forget();
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex LatinWord();

    // The product's name, addresses and the number of a deal are the same in every language.
    [GeneratedRegex(@"CrmFlow|https://\S+|D-\d+")]
    private static partial Regex Allowed();
}
