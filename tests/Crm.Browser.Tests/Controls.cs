using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests;

/// <summary>How a person works a list or a dialog. Each act waits until the page answers to the next one.</summary>
internal static class Controls
{
    /// <summary>Opens a field with a list and takes one item; the list closes by itself.</summary>
    public static async Task PickAsync(this Visit visit, ILocator field, string item)
    {
        await field.ClickAsync();
        await Items(visit).Filter(new() { HasText = item }).ClickAsync();
        // A list that is still closing takes the next click.
        await Expect(Items(visit)).ToHaveCountAsync(0);
    }

    /// <summary>Takes one item of a field that may hold several, and closes the list with the keyboard.</summary>
    public static async Task PickAlsoAsync(this Visit visit, ILocator field, string item)
    {
        await field.ClickAsync();
        await Items(visit).Filter(new() { HasText = item }).ClickAsync();
        // Before that the key would close the dialog around the list as well.
        await Expect(field.Locator("input")).ToHaveValueAsync(new Regex(Regex.Escape(item)));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(Items(visit)).ToHaveCountAsync(0);
    }

    /// <summary>Closes the dialog with the keyboard. A key is for the dialog only once the focus is in it.</summary>
    public static async Task LeaveDialogAsync(this Visit visit)
    {
        await Expect(visit.Page.Locator("[role=dialog]:focus-within")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static ILocator Items(Visit visit) => visit.Page.Locator(".mud-popover-open .mud-list-item");
}
