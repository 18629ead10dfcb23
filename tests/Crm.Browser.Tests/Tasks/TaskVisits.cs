using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Tasks;

/// <summary>How a person of the office works with her tasks in a browser.</summary>
internal static class TaskVisits
{
    public static async Task<Visit> VisitAsync(this Browser browser, SalesOffice office, Person person, string page, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(person.Login, SalesOffice.Password, page);
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
        return visit;
    }

    /// <summary>Goes there as by typing the address.</summary>
    public static async Task GoAsync(this Visit visit, string page)
    {
        await visit.Page.GotoAsync(page);
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
    }

    public static Task PressAsync(this Visit visit, string key) => visit.Page.Keyboard.PressAsync(key);

    /// <summary>A key pressed before the page listens is lost, as it is for a person.</summary>
    public static Task HearsAsync(this Visit visit, string key) =>
        visit.Page.Locator($"html[data-keys~='{key}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public static Task<string> FocusedAsync(this Visit visit) => visit.Page.EvaluateAsync<string>("document.activeElement.outerHTML");

    public static ILocator Choice(this Visit visit, string code) => visit.Page.Locator($"[data-choice={code}]");

    public static async Task AssertFocusedAsync(this ILocator locator) => await Assertions.Expect(locator).ToBeFocusedAsync();

    public static async Task AssertNotFoundAsync(this Visit visit)
    {
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        // The answer is a 404, which the browser writes down as an error of the page.
        Assert.All(visit.Faults, fault => Assert.Contains("404", fault, StringComparison.Ordinal));
        visit.Faults.Clear();
    }
}
