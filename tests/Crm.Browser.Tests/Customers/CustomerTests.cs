using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Customers;

public sealed class CustomerTests(Browser browser)
{
    [Fact]
    public async Task A_likely_duplicate_is_named_while_typing()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await OpenAsync(office, "/customers");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Register a customer" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("sever, llc");

        await Assertions.Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Sever LLC" })).ToBeVisibleAsync();
        await dialog.GetByLabel("Name").FillAsync("Sever Plus");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Register", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sever Plus" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Customers_products_and_lists_fit_every_screen_and_keep_nobody_out()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna);
        (string Path, string Name)[] pages =
        [
            ("/customers", "customers"), ($"/customers/{office.CustomerId}", "customer"), ("/products", "products"),
            ("/lists/ad-channels", "ad-channels"), ("/lists/competitors", "competitors"), ("/lists/loss-reasons", "loss-reasons"),
        ];
        foreach (var screen in new[] { Screen.Desktop, Screen.Desktop.Dark.Russian, Screen.Phone.Russian, Screen.Phone.Dark })
        {
            await using var visit = await OpenAsync(office, "/customers", screen);
            foreach (var (path, name) in pages)
            {
                await visit.Page.GotoAsync(path);
                await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await visit.ScreenshotAsync(name);
                await visit.AssertFitsAsync();
                await visit.AssertAccessibleAsync();
            }
        }
    }

    private async Task<Visit> OpenAsync(SalesOffice office, string path, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(office.Anna.Login, SalesOffice.Password, path);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return visit;
    }
}
