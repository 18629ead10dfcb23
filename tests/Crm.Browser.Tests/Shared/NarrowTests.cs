using Crm.Browser.Tests.Tasks;
using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Shared;

/// <summary>What has little room goes to the next line as a whole: no name is cut, no entry is hidden.</summary>
public sealed class NarrowTests(Browser browser)
{
    [Fact]
    public async Task Every_section_of_the_settings_is_seen_at_once()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await browser.VisitAsync(office, office.Alla, "/settings/roles", Screen.Desktop.Russian);

        var sections = visit.Page.Locator(".crm-settings-nav");
        await Assertions.Expect(sections).ToBeVisibleAsync();
        Assert.True(await sections.EvaluateAsync<bool>("nav => nav.scrollWidth <= nav.clientWidth"));
        await visit.AssertFitsAsync();
    }

    [Fact]
    public async Task The_owner_stands_on_one_line_of_a_card()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.OpenDealAsync(office.Anna);
        await using var visit = await browser.VisitAsync(office, office.Anna, "/board/standard-sale", Screen.Desktop.Russian);

        var owner = visit.Page.Locator(".crm-card-owner").First;
        await Assertions.Expect(owner).ToBeVisibleAsync();
        await owner.EvaluateAsync("name => name.textContent = 'Константин Преображенский'");
        Assert.True(await owner.EvaluateAsync<bool>("name => name.clientHeight < 2 * parseFloat(getComputedStyle(name).fontSize)"));
        await visit.AssertFitsAsync();
    }

    [Fact]
    public async Task The_numbers_of_the_steps_stay_in_their_panel()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna);
        await using var visit = await browser.VisitAsync(office, office.Anna, $"/deals/{deal}", Screen.Phone);

        await visit.Page.Locator(".crm-diagram + details summary").ClickAsync();
        Assert.True(await visit.Page.Locator(".crm-diagram + details ol").EvaluateAsync<bool>("list => parseFloat(getComputedStyle(list).paddingLeft) >= 32"));
    }
}
