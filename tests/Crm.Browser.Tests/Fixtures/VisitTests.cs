using Xunit;
using Xunit.Sdk;

namespace Crm.Browser.Tests.Fixtures;

public sealed class VisitTests(Browser browser)
{
    private static readonly Uri Nowhere = new("http://127.0.0.1/");

    [Fact]
    public async Task A_picture_without_words_is_a_finding()
    {
        await using var visit = await browser.OpenAsync(Nowhere);
        await visit.Page.SetContentAsync("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main></html>");

        var found = await Assert.ThrowsAnyAsync<XunitException>(() => visit.AssertAccessibleAsync());

        Assert.Contains("image-alt", found.Message, StringComparison.Ordinal);
        await visit.AssertAccessibleAsync("image-alt");
    }

    [Fact]
    public async Task An_error_of_a_script_fails_the_visit()
    {
        var visit = await browser.OpenAsync(Nowhere);
        await visit.Page.SetContentAsync("<script>throw new Error('lost')</script>");

        var found = await Assert.ThrowsAnyAsync<XunitException>(async () => await visit.DisposeAsync());

        Assert.Contains("lost", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_wider_than_a_phone_is_a_finding()
    {
        await using var visit = await browser.OpenAsync(Nowhere, Screen.Phone);
        await visit.Page.SetContentAsync("<meta name=viewport content='width=device-width'><div style='width:900px'>wide</div>");

        await Assert.ThrowsAnyAsync<XunitException>(() => visit.AssertFitsAsync());
    }

    [Fact]
    public async Task A_screenshot_shows_Cyrillic()
    {
        await using var visit = await browser.OpenAsync(Nowhere, Screen.Phone.Russian);
        await visit.Page.SetContentAsync("<h1>Сделка выиграна</h1>");

        var file = await visit.ScreenshotAsync("fixture-cyrillic");

        Assert.EndsWith("fixture-cyrillic-390-light-ru.png", file, StringComparison.Ordinal);
        Assert.True(new FileInfo(file).Length > 2_000);
    }
}
