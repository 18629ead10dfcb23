using Crm.Browser.Tests.Tasks;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Deals;

public sealed class UndoTests(Browser browser)
{
    [Fact]
    public async Task A_completion_is_undone_by_a_key_and_from_the_deal() => await WalkAsync(Screen.Desktop);

    [Fact]
    public async Task A_completion_is_undone_on_a_Russian_phone_at_night() => await WalkAsync(Screen.Phone.Dark.Russian);

    private async Task WalkAsync(Screen screen)
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("presentation");
        var task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == sale.DealId && t.State == TaskState.Available).Select(t => t.Id).SingleAsync());
        await using var visit = await browser.VisitAsync(office, office.Anna, $"/tasks/{task}", screen);
        var page = visit.Page;

        await CompleteAsync(visit);
        await visit.HearsAsync("z");
        await visit.PressAsync("z");
        await Expect(visit.Choice("Done")).ToBeVisibleAsync();
        Assert.Equal("presentation", await StageAsync(office, sale.DealId));

        await CompleteAsync(visit);
        await page.Locator(".mud-snackbar-action-button").ClickAsync();
        await Expect(visit.Choice("Done")).ToBeVisibleAsync();
        Assert.Equal("presentation", await StageAsync(office, sale.DealId));

        await CompleteAsync(visit);
        await visit.ScreenshotAsync("undo-task", wholePage: true);
        await visit.AssertAccessibleAsync();
        await visit.GoAsync($"/deals/{sale.DealId}");
        await Expect(page.Locator("[aria-current=step]")).ToContainTextAsync(screen.Language == "ru" ? "Согласование" : "Terms");
        await visit.ScreenshotAsync("undo-deal", wholePage: true);
        await visit.AssertFitsAsync();
        await visit.AssertAccessibleAsync();
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator("[aria-current=step]")).ToContainTextAsync(screen.Language == "ru" ? "Презентация" : "Presentation");
        await Expect(page.Locator("[data-undo]")).ToHaveCountAsync(0);
        await visit.ScreenshotAsync("undone-deal", wholePage: true);
        Assert.Equal("presentation", await StageAsync(office, sale.DealId));
    }

    private static async Task CompleteAsync(Visit visit)
    {
        await visit.HearsAsync("1");
        await visit.PressAsync("1");
        await visit.PressAsync("Control+Enter");
        // The meeting was never recorded: the gate warns.
        await visit.Page.GetByRole(AriaRole.Dialog).Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Expect(visit.Page.Locator("[data-next]")).ToBeFocusedAsync();
    }

    private static Task<string?> StageAsync(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<Deal>().Where(x => x.Id == deal).Select(x => x.StageCode).SingleAsync());
}
