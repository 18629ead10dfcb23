using Crm.Browser.Tests.Tasks;
using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Shared;

/// <summary>A field with a list of which several may be taken.</summary>
public sealed class PickListTests(Browser browser)
{
    [Fact]
    public async Task Taking_an_item_leaves_the_keys_with_the_field()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await browser.VisitAsync(office, office.Alla, "/settings/users");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var field = visit.Page.GetByRole(AriaRole.Dialog).Locator(".mud-select").First;
        await field.ClickAsync();
        // Whoever asked only afterwards would not see a focus that went and came back.
        await field.EvaluateAsync("field => field.addEventListener('focusout', () => { field.dataset.left = 'yes'; })");
        await visit.Page.Locator(".mud-popover-open .mud-list-item").Last.ClickAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(visit.Page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        Assert.Null(await field.GetAttributeAsync("data-left"));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }
}
