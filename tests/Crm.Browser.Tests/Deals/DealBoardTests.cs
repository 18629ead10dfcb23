using Crm.Domain.Deals;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Deals;

public sealed class DealBoardTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manual_deal_is_dragged_to_the_next_stage_once_the_warning_is_confirmed()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna, "manual-pipeline");
        await using var visit = await BoardAsync(office, "manual-pipeline");

        await DragAsync(visit, "new-request", "contacted");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it anyway" }).ClickAsync();

        await Assertions.Expect(Card(visit, "contacted")).ToBeVisibleAsync();
        Assert.Equal("contacted", await StageAsync(office, deal));
    }

    [Fact]
    public async Task Skipping_by_the_menu_needs_a_reason_and_leaves_skipped_stays()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna, "manual-pipeline");
        await using var visit = await BoardAsync(office, "manual-pipeline");

        // By keys alone: the button, the stage, the reason.
        await Card(visit, "new-request").GetByRole(AriaRole.Button).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var stage = Dialog(visit).GetByRole(AriaRole.Radio, new() { Name = "Offer sent" });
        // A dialog takes the focus once it stands: a key pressed before that goes elsewhere.
        do await stage.PressAsync("Space");
        while (!await stage.IsCheckedAsync());
        var move = Dialog(visit).GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true });
        await Assertions.Expect(move).ToBeDisabledAsync();
        await Dialog(visit).GetByLabel("Reason").FillAsync("The customer sent the order himself");
        await Assertions.Expect(move).ToBeEnabledAsync();
        await move.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        // A stage that is skipped out of is left as any other: its gates are asked.
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it anyway" }).PressAsync("Enter");

        await Assertions.Expect(Card(visit, "offer-sent")).ToBeVisibleAsync();
        var skipped = await office.ReadAsync(d => d.Set<StageVisit>().CountAsync(v => v.DealId == deal && v.Result == VisitResult.Skipped, Cancel));
        Assert.Equal(2, skipped);
    }

    [Fact]
    public async Task A_strict_deal_says_why_it_does_not_follow_the_pointer()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna);
        await using var visit = await BoardAsync(office, "standard-sale");

        await DragAsync(visit, "first-contact", "qualification");

        await Assertions.Expect(Dialog(visit)).ToContainTextAsync("WFI-001");
        await Assertions.Expect(Dialog(visit).GetByRole(AriaRole.Link, new() { Name = "Contact the customer" })).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        Assert.Equal("first-contact", await StageAsync(office, deal));
    }

    [Fact]
    public async Task The_board_fits_every_screen_and_keeps_nobody_out()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna, "manual-pipeline", "Насосы для завода");
        await office.OpenDealAsync(office.Anna, "manual-pipeline", "Spare parts for a very long name of a plant in the north");
        foreach (var screen in Screen.All)
        {
            await using var visit = await BoardAsync(office, "manual-pipeline", screen);
            await visit.ScreenshotAsync("board");
            await visit.AssertFitsAsync();
            await visit.AssertAccessibleAsync();
        }
    }

    private async Task<Visit> BoardAsync(SalesOffice office, string type, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(office.Anna.Login, SalesOffice.Password, $"/board/{type}");
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator(".crm-board")).ToBeVisibleAsync();
        return visit;
    }

    private static Task DragAsync(Visit visit, string from, string to) => Card(visit, from).DragToAsync(visit.Page.Locator($"#stage-{to}"));

    private static ILocator Card(Visit visit, string stage) => visit.Page.Locator($"#stage-{stage} [data-card]").First;

    private static ILocator Dialog(Visit visit) => visit.Page.GetByRole(AriaRole.Dialog);

    private static Task<string?> StageAsync(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<Deal>().Where(x => x.Id == deal).Select(x => x.StageCode).SingleAsync(Cancel));
}
