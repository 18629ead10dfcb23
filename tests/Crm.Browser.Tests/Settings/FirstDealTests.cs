using System.Text.RegularExpressions;
using Crm.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Settings;

/// <summary>What the very first people of an installation do.</summary>
public sealed partial class FirstDealTests(Browser browser)
{
    private const string Password = "three boats on a quiet lake";

    [Fact]
    public async Task From_a_set_up_token_to_the_first_deal_on_an_empty_database()
    {
        await using var database = await TestDatabase.EmptyAsync(DatabaseKind.Sqlite);
        await using var host = await HostProcess.StartAsync(database);
        await using var admin = await browser.OpenAsync(host.Address);
        await SetUpAsync(admin, Token().Match(host.Output).Value);
        await admin.SignInAsync("alla", Password, "/settings");
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Working calendars" }).First).ToBeVisibleAsync();

        var link = await InviteAsync(admin);
        await using var manager = await browser.OpenAsync(host.Address);
        var page = manager.Page;
        await page.GotoAsync(link);
        await page.Locator("[name=password]").FillAsync(Password);
        await page.Locator("[name=password]").PressAsync("Enter");
        await page.WaitForURLAsync("**/tasks");

        await OpenAsync(manager, "/deals/new?type=standard-sale");
        await page.GetByLabel("Name").FillAsync("First pumps");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create deal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "First pumps" }).First).ToBeVisibleAsync();
        await OpenAsync(manager, "/tasks");
        await Expect(page.Locator("[data-keyrow]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-keyrow]")).ToContainTextAsync("First pumps");
        await manager.ScreenshotAsync("first-deal");
    }

    [Fact]
    public async Task Settings_fit_every_screen_and_keep_nobody_out()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        (string Path, string Name)[] pages =
        [
            ("/settings", "settings"), ("/settings/users", "users"), ("/settings/units", "units"), ("/settings/roles", "roles"), ("/settings/queues", "queues"),
            ("/settings/calendars", "calendars"), ($"/settings/calendars/{office.CalendarId}", "calendar"), ("/settings/company", "company"), ("/settings/keys", "keys"),
            ("/account", "account"),
        ];
        foreach (var screen in new[] { Screen.Desktop.Dark.Russian, Screen.Phone })
        {
            await using var visit = await browser.OpenAsync(office.App.Address, screen);
            await visit.SignInAsync(office.Alla.Login, SalesOffice.Password, "/settings");
            foreach (var (path, name) in pages)
            {
                await OpenAsync(visit, path);
                await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await visit.ScreenshotAsync("settings-" + name, wholePage: true);
                await visit.AssertFitsAsync();
                await visit.AssertAccessibleAsync();
            }
        }
    }

    [Fact]
    public async Task Closing_access_says_what_stays_and_can_be_undone()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna);
        await using var visit = await browser.OpenAsync(office.App.Address);
        await visit.SignInAsync(office.Alla.Login, SalesOffice.Password, "/settings/users");
        await OpenAsync(visit, "/settings/users");
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Close access of Anna Petrova" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Open deals: 1, tasks in hand: 1");
        await visit.ScreenshotAsync("settings-close");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close access" }).ClickAsync();
        await Expect(page.Locator("[data-user=anna]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(page.Locator("[data-user=anna]")).ToContainTextAsync("Works");
    }

    private static async Task SetUpAsync(Visit visit, string token)
    {
        var page = visit.Page;
        await page.GotoAsync("/setup");
        await page.Locator("[name=token]").FillAsync(token);
        await page.Locator("[name=company]").FillAsync("North Trade");
        await page.Locator("[name=zone]").SelectOptionAsync("Europe/Moscow");
        await page.Locator("[name=name]").FillAsync("Alla Kuznetsova");
        await page.Locator("form.wide [name=login]").FillAsync("alla");
        await page.Locator("form.wide [name=password]").FillAsync(Password);
        await page.Locator("form.wide [name=password]").PressAsync("Enter");
        await page.WaitForURLAsync("**/account/sign-in**");
    }

    private static async Task<string> InviteAsync(Visit visit)
    {
        var page = visit.Page;
        await OpenAsync(visit, "/settings/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Anna Petrova");
        await dialog.GetByLabel("E-mail").First.FillAsync("anna@example.com");
        await visit.PickAlsoAsync(dialog.Locator(".mud-select").First, "Sales manager");
        await visit.ScreenshotAsync("settings-invite");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        var link = page.Locator("[data-invitation=link]");
        await Expect(link).ToHaveValueAsync(Link());
        await visit.ScreenshotAsync("settings-link");
        return await link.InputValueAsync();
    }

    private static async Task OpenAsync(Visit visit, string path)
    {
        await visit.Page.GotoAsync(path);
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Token();

    [GeneratedRegex("/invite\\?token=[0-9a-f]{64}$")]
    private static partial Regex Link();
}
