using System.Text;
using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Import;

public sealed class ImportTests(Browser browser)
{
    private const string Deals = """
        ref;owner;what;step;since;sum
        CRM-1;anna;Pumps for the mill;Talks;03.11.2025;1500,50
        CRM-2;nobody;Pumps for the dam;Talks;04.11.2025;1
        """;

    [Fact]
    public async Task A_file_is_mapped_checked_and_imported_and_its_deal_is_there()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await OpenAsync(office);
        var page = visit.Page;

        await page.GetByLabel("Add CSV files").SetInputFilesAsync(new FilePayload { Name = "crm-deals.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Deals) });
        await page.GetByLabel("Deal type").SelectOptionAsync("Standard sale");
        await page.GetByLabel("What the rows are").SelectOptionAsync("Deals");
        foreach (var (field, column) in new[] { ("Key in the other system *", "ref"), ("Stage *", "step"), ("Name", "what"), ("Manager", "owner"), ("Opened on", "since"), ("Amount", "sum") })
            await Field(page, field).SelectOptionAsync(column);
        await Field(page, "Talks").SelectOptionAsync("Qualification");
        await page.GetByText("How the files are written").ClickAsync();
        await page.GetByLabel("Dates").SelectOptionAsync("31.12.2026");
        await page.GetByLabel("Decimals").SelectOptionAsync("1,50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Profile \"my-import\" is saved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();

        var outcome = page.GetByRole(AriaRole.Region, new() { Name = "Dry run is done, nothing was written" });
        await Assertions.Expect(outcome.GetByText("unknown agent \"nobody\"")).ToBeVisibleAsync();
        await visit.ScreenshotAsync("import", wholePage: true);
        await visit.AssertFitsAsync();
        await visit.AssertAccessibleAsync();
        await page.GetByLabel("Import the good rows although others are bad").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The import is done" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "To the deals" }).ClickAsync();
        await Assertions.Expect(page.Locator(".crm-import")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Pumps for the mill").First).ToBeVisibleAsync();
        await page.GotoAsync("/import");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The import is done" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_fits_every_screen_and_is_for_those_who_may_import()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        foreach (var screen in new[] { Screen.Desktop.Dark.Russian, Screen.Phone.Russian, Screen.Phone.Dark })
        {
            await using var visit = await OpenAsync(office, screen);
            await visit.Page.Locator("input[type=file]").Last.SetInputFilesAsync(
                new FilePayload { Name = "deals.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("key,stage,amount\nA,Won,1\n") });
            await visit.Page.Locator(".crm-import-file select").First.SelectOptionAsync("deals");
            await Assertions.Expect(visit.Page.Locator(".crm-import-group").First).ToBeVisibleAsync();
            await visit.ScreenshotAsync("import-mapping", wholePage: true);
            await visit.AssertFitsAsync();
            await visit.AssertAccessibleAsync();
        }
        await using var anna = await browser.OpenAsync(office.App.Address);
        await anna.SignInAsync(office.Anna.Login, SalesOffice.Password, "/import");
        await Assertions.Expect(anna.Page.GetByText("GEN-009")).ToBeVisibleAsync();
        await Assertions.Expect(anna.Page.Locator("input[type=file]")).ToHaveCountAsync(0);
    }

    private async Task<Visit> OpenAsync(SalesOffice office, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(office.Boris.Login, SalesOffice.Password, "/import");
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(visit.Page.Locator("input[type=file]").Last).ToBeAttachedAsync();
        return visit;
    }

    private static ILocator Field(IPage page, string label) => page.Locator(".crm-import-group").GetByLabel(label, new() { Exact = false }).First;
}
