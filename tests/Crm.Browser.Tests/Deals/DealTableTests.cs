using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Deals;

public sealed class DealTableTests(Browser browser)
{
    [Fact]
    public async Task Filters_and_order_stand_in_the_address()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna, "manual-pipeline", "Pumps");
        await office.OpenDealAsync(office.Anna, "standard-sale", "Valves");
        await using var visit = await TableAsync(office, "/deals");

        await visit.Page.GetByLabel("Search").FillAsync("valv");
        await visit.Page.WaitForURLAsync("**/deals?q=valv");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Amount" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**sort=amount**");
        await Assertions.Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);

        await visit.Page.GotoAsync("/deals?type=manual-pipeline");
        await Assertions.Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("Pumps");
    }

    [Fact]
    public async Task A_new_deal_opens_its_page_with_a_customer_made_on_the_way()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await TableAsync(office, "/deals/new?type=manual-pipeline");

        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Compressors");
        await visit.Page.GetByLabel("Customer", new() { Exact = true }).FillAsync("Zapad LLC");
        await visit.Page.GetByText("Zapad LLC (new)").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Create deal" }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        visit.Faults.Clear();

        await visit.Page.GotoAsync("/customers?q=zapad");
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("Zapad LLC");
    }

    [Fact]
    public async Task The_file_holds_the_filtered_rows_of_the_person()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna, "manual-pipeline", "=1+1");
        await office.OpenDealAsync(office.Vera, "manual-pipeline", "Hidden from Anna");
        using var anna = await SignIn.AsAsync(office.App.Address, office.Anna.Login, SalesOffice.Password, TestContext.Current.CancellationToken);

        var file = await anna.GetStringAsync("/deals/export.csv?type=manual-pipeline", TestContext.Current.CancellationToken);

        Assert.Contains("'=1+1", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_and_form_fit_every_screen_and_keep_nobody_out()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna, "manual-pipeline", "Насосы для завода");
        await office.OpenDealAsync(office.Anna, "standard-sale", "Valves for the northern plant");
        foreach (var screen in new[] { Screen.Desktop.Russian, Screen.Desktop.Dark, Screen.Phone, Screen.Phone.Dark.Russian })
        {
            await using var visit = await TableAsync(office, "/deals", screen);
            foreach (var (path, name) in new[] { ("/deals", "deals"), ("/deals/new", "deal-new") })
            {
                await visit.Page.GotoAsync(path);
                await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await visit.ScreenshotAsync(name);
                await visit.AssertFitsAsync();
                await visit.AssertAccessibleAsync();
            }
        }
    }

    private async Task<Visit> TableAsync(SalesOffice office, string path, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(office.Anna.Login, SalesOffice.Password, path);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return visit;
    }
}
