using Crm.Domain.Tasks;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Tasks;

public sealed class InboxTests(Browser browser)
{
    [Fact]
    public async Task Inbox_and_task_are_open_to_everybody_on_every_screen()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna);
        await office.OpenDealAsync(office.Anna, name: "Spare parts for the northern depot, second delivery");
        foreach (var screen in Screen.All)
        {
            await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks", screen);

            await Expect(visit.Page.Locator("[data-keyrow]")).ToHaveCountAsync(2);
            await visit.ScreenshotAsync("inbox", wholePage: true);
            await visit.AssertAccessibleAsync();
            await visit.AssertFitsAsync();

            await visit.Page.Locator("[data-keyitem]").First.ClickAsync();
            await Expect(visit.Choice("Done")).ToBeVisibleAsync();
            await visit.ScreenshotAsync("task", wholePage: true);
            await visit.AssertAccessibleAsync();
            await visit.AssertFitsAsync();
        }
    }

    [Fact]
    public async Task An_empty_inbox_says_so()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks");

        await Expect(visit.Page.Locator(".crm-empty")).ToContainTextAsync("All done");
        await visit.ScreenshotAsync("inbox-empty");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_narrow_on_the_server()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna, name: "Насосы для завода");
        await office.OpenDealAsync(office.Anna, name: "Spare parts");
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks");

        await visit.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("НАСОСЫ");
        await Expect(visit.Page.Locator("[data-keyrow]")).ToHaveCountAsync(1);
        Assert.Contains("q=", visit.Page.Url, StringComparison.Ordinal);

        await visit.GoAsync("/tasks?overdue=true&by=due");
        await Expect(visit.Page.Locator(".crm-empty")).ToContainTextAsync("Nothing matches");
        await visit.GoAsync("/tasks?type=standard-sale&q=spare");
        await Expect(visit.Page.Locator("[data-keyrow]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keys_walk_the_list_take_a_task_and_give_it_back()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var first = await QueueTaskAsync(office, "Check the papers");
        await QueueTaskAsync(office, "Call the carrier");
        await QueueTaskAsync(office, "Weigh the goods");
        await using var visit = await browser.VisitAsync(office, office.Olga, "/tasks?tab=available");
        var row = visit.Page.Locator($"[data-keyrow='{first}']");

        await visit.PressAsync("j");
        await row.Locator("[data-keyitem]").AssertFocusedAsync();
        await visit.PressAsync("c");
        await Expect(row).ToContainTextAsync("You");
        await row.Locator("[data-keyitem]").AssertFocusedAsync();
        Assert.Equal(TaskState.Claimed, await StateAsync(office, first));
        await visit.PressAsync("r");
        await Expect(row).ToContainTextAsync("Order desk");
        Assert.Equal(TaskState.Available, await StateAsync(office, first));
        await visit.PressAsync("j");
        await Expect(row.Locator("[data-keyitem]")).Not.ToBeFocusedAsync();
        await visit.PressAsync("k");
        await visit.PressAsync("Enter");
        // Passing by goes through the whole list and comes back to its top.
        foreach (var title in new[] { "Check the papers", "Call the carrier", "Weigh the goods", "Check the papers" })
        {
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(title);
            await visit.HearsAsync("n");
            await visit.PressAsync("n");
        }
    }

    [Fact]
    public async Task Keys_may_be_faster_than_the_answer()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var tasks = new[] { await QueueTaskAsync(office, "Check the papers"), await QueueTaskAsync(office, "Call the carrier"), await QueueTaskAsync(office, "Weigh the goods") };
        await using var visit = await browser.VisitAsync(office, office.Olga, "/tasks?tab=available");

        await visit.PressAsync("j");
        foreach (var key in "cjcjc") await visit.Page.Keyboard.PressAsync(key.ToString());

        foreach (var task in tasks) await Expect(visit.Page.Locator($"[data-keyrow='{task}']")).ToContainTextAsync("You");
        await visit.Page.Locator($"[data-keyrow='{tasks[2]}'] [data-keyitem]").AssertFocusedAsync();
        foreach (var task in tasks) Assert.Equal(TaskState.Claimed, await StateAsync(office, task));
    }

    [Fact]
    public async Task Letters_can_be_switched_off()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna);
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks");

        await visit.PressAsync("?");
        var dialog = visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Keyboard shortcuts");
        await visit.ScreenshotAsync("keys");
        await visit.AssertAccessibleAsync();
        await dialog.Locator("input[type=checkbox]").ClickAsync();
        await visit.LeaveDialogAsync();
        await visit.PressAsync("j");
        await Expect(visit.Page.Locator("[data-keyitem]")).Not.ToBeFocusedAsync();
    }

    private static Task<TaskState> StateAsync(SalesOffice office, Guid id) =>
        office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.Id == id).Select(t => t.State).SingleAsync());

    /// <summary>Work for the order desk that no deal waits for.</summary>
    private static async Task<Guid> QueueTaskAsync(SalesOffice office, string title)
    {
        var queue = await office.ReadAsync(d => d.Set<TaskQueue>().Where(q => q.Code == "order-desk").Select(q => q.Id).SingleAsync());
        var answer = await office.ActAsync(office.Olga, Crm.Workflows.Runtime.Subject.None, "task.create", scope =>
        {
            var task = TaskItem.Create(
                new TaskDraft(new(title, title), Addressee.Queue(queue)) { Awaited = false, DoneMinutes = 480, ClaimMinutes = 60, Choices = [new("Done", new("Done", "Готово")) { Primary = true }] },
                scope.Around.CompanyCalendar, null, scope.Cause, scope.Now);
            scope.Add(task);
            return Task.FromResult<object?>(new { task.Id });
        });
        return Guid.Parse(answer["id"]!.GetValue<string>());
    }
}
