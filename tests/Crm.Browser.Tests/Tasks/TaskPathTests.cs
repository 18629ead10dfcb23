using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Tasks;

public sealed class TaskPathTests(Browser browser)
{
    [Fact]
    public async Task A_manager_wins_a_deal_by_keyboard() => await WalkAsync(Screen.Desktop);

    [Fact]
    public async Task A_manager_wins_a_deal_with_a_Russian_phone_at_night() => await WalkAsync(Screen.Phone.Dark.Russian);

    [Fact]
    public async Task A_task_of_another_unit_reads_like_one_that_does_not_exist()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var task = await TaskOfAsync(office, await office.OpenDealAsync(office.Anna));
        await using var visit = await browser.VisitAsync(office, office.Vera, "/tasks");

        await Expect(visit.Page.Locator("[data-keyrow]")).ToHaveCountAsync(0);
        await visit.GoAsync($"/tasks/{task}");
        await visit.AssertNotFoundAsync();
        await visit.GoAsync($"/tasks/{Guid.CreateVersion7()}");
        await visit.AssertNotFoundAsync();
    }

    [Fact]
    public async Task A_right_taken_away_refuses_the_next_click_of_an_open_page()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var task = await TaskOfAsync(office, await office.OpenDealAsync(office.Anna));
        await using var visit = await browser.VisitAsync(office, office.Anna, $"/tasks/{task}");
        await Expect(visit.Choice("Done")).ToBeVisibleAsync();

        await office.ActAsync(office.Alla, Subject.None, "user.change", async scope =>
        {
            (await scope.Find<User>(office.Anna.Id)).ChangeRoles([Role.Analyst], confirmed: true, scope.Cause, scope.Now);
            return null;
        });
        await visit.Choice("Done").ClickAsync();

        await Expect(visit.Page.Locator(".task-refused")).ToContainTextAsync("GEN-009");
        Assert.Equal(TaskState.Available, await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.Id == task).Select(t => t.State).SingleAsync()));
    }

    [Fact]
    public async Task Typed_text_survives_a_lost_connection()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var task = await TaskOfAsync(office, await office.OpenDealAsync(office.Anna));
        await using var visit = await browser.VisitAsync(office, office.Anna, $"/tasks/{task}");
        await visit.Page.Locator("#task-answer").FillAsync("They asked for a discount");

        await visit.Page.EvaluateAsync("Blazor.disconnect()");
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();

        await Expect(visit.Page.Locator("#task-answer")).ToHaveValueAsync("They asked for a discount");
        visit.Faults.Clear();
    }

    [Fact]
    public async Task A_page_that_reconnects_keeps_its_text_and_goes_on()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var task = await TaskOfAsync(office, await office.OpenDealAsync(office.Anna));
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks");
        var wires = new List<IWebSocketRoute>();
        await visit.Page.RouteWebSocketAsync(url => url.Contains("_blazor", StringComparison.Ordinal), wire =>
        {
            wires.Add(wire);
            wire.ConnectToServer();
        });
        await visit.Page.GotoAsync($"/tasks/{task}");
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
        await visit.Page.Locator("#task-answer").FillAsync("They asked for a discount");
        await visit.Page.EvaluateAsync("window.samePage = true");

        await visit.Page.RunAndWaitForWebSocketAsync(() => wires[0].CloseAsync());

        await Expect(visit.Choice("Done")).ToBeEnabledAsync();
        await Expect(visit.Page.Locator("#task-answer")).ToHaveValueAsync("They asked for a discount");
        await visit.Choice("Done").ClickAsync();
        await Expect(visit.Page.Locator(".task-refused")).ToContainTextAsync("WFI-002");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.samePage === true"));
        visit.Faults.Clear();
    }

    private async Task WalkAsync(Screen screen)
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna);
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks", screen);
        var page = visit.Page;

        await visit.PressAsync("j");
        await page.Locator("[data-keyitem]").First.AssertFocusedAsync();
        await visit.PressAsync("Enter");
        await Expect(visit.Choice("Done")).ToBeVisibleAsync();
        await visit.HearsAsync("1");
        await visit.PressAsync("1");
        await page.Locator("#task-answer").AssertFocusedAsync();
        await page.Keyboard.TypeAsync("Spoke with the director");
        await visit.PressAsync("Control+Enter");
        await Expect(page.Locator(".task-refused")).ToContainTextAsync("WFI-002");
        await Expect(page.Locator("#task-answer")).ToHaveValueAsync("Spoke with the director");
        await visit.ScreenshotAsync("task-refused", wholePage: true);

        await page.Locator(".crm-missing-acts button").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=text]").First.FillAsync("First call");
        await visit.ScreenshotAsync("task-mend");
        await dialog.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await visit.Choice("Done").AssertFocusedAsync();

        await visit.PressAsync("Control+Enter");
        await Expect(dialog).ToBeVisibleAsync();
        await visit.ScreenshotAsync("task-warned");
        await dialog.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Expect(page.Locator("[data-next]")).ToBeFocusedAsync();
        await Expect(page.Locator(".task-work")).ToContainTextAsync(screen.Language == "ru" ? "Квалификация" : "Qualification");
        await visit.ScreenshotAsync("task-done", wholePage: true);
        await visit.AssertAccessibleAsync();

        Assert.Equal(2, await office.ReadAsync(d => d.Set<StageVisit>().CountAsync(v => v.DealId == deal)));
        await visit.HearsAsync("n");
        await visit.PressAsync("n");
        await Expect(visit.Choice("Done")).ToBeVisibleAsync();
        Assert.EndsWith((await TaskOfAsync(office, deal)).ToString(), page.Url, StringComparison.Ordinal);

        // What lies between is the same work again.
        await office.ActAsync(office.Anna, Subject.Deal(deal), "deal.change", scope =>
        {
            scope.Change(DealChange.Of(scope.Deal) with { ExpectedCloseOn = new DateOnly(2199, 1, 1) });
            return Task.FromResult<object?>(null);
        });
        await StandardSale.Of(office, deal).ReachAsync("result");
        await visit.GoAsync("/tasks");
        await visit.PressAsync("j");
        await visit.PressAsync("Enter");
        await Expect(visit.Choice("Won")).ToBeVisibleAsync();
        await visit.HearsAsync("1");
        await visit.PressAsync("1");
        await page.Locator("#task-answer").AssertFocusedAsync();
        await visit.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-next]")).ToBeFocusedAsync();
        await Expect(page.Locator(".task-work")).ToContainTextAsync(screen.Language == "ru" ? "выиграна" : "is won");
        await visit.GoAsync($"/deals/{deal}");
        await Expect(page.Locator(".crm-facts .mud-chip").First).ToHaveTextAsync(screen.Language == "ru" ? "Выиграна" : "Won");
        await visit.AssertFitsAsync();
        await visit.AssertAccessibleAsync();
        await visit.ScreenshotAsync("deal-won", wholePage: true);
    }

    private static Task<Guid> TaskOfAsync(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal && t.State == TaskState.Available).Select(t => t.Id).SingleAsync());
}
