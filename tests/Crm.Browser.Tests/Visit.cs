using Crm.Testing;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests;

/// <summary>One person in front of one page. A script error or a failed request of the page fails the test that visits it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // In the page itself: the library's own way opens another page for every look, which takes seconds.
    private const string Barriers = """
        async ({ part, exceptRules }) => {
          const rules = Object.fromEntries(exceptRules.map((rule) => [rule, { enabled: false }]));
          const found = await axe.run(part ?? document, { resultTypes: ['violations'], rules });
          return found.violations.filter((rule) => ['serious', 'critical'].includes(rule.impact))
            .flatMap((rule) => rule.nodes.map((node) => `${rule.impact} ${rule.id}: ${rule.help}: ${node.html}`));
        }
        """;

    private readonly List<string> faults = [];

    public Visit(IPage page, Screen screen)
    {
        Page = page;
        Screen = screen;
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add($"{message.Text} ({message.Location})");
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
                faults.Add($"{answer.Status} {answer.Url}");
        };
    }

    public IPage Page { get; }

    public Screen Screen { get; }

    /// <summary>Script errors and failed requests so far; a test that provokes one clears it.</summary>
    public IList<string> Faults => faults;

    public async Task<Visit> SignInAsync(string login, string password, string returnUrl = "/")
    {
        await Page.GotoAsync($"{SignIn.Path}?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await Page.Locator("[name=login]").FillAsync(login);
        await Page.Locator("[name=password]").FillAsync(password);
        await Page.Locator("[name=password]").PressAsync("Enter");
        await Page.WaitForURLAsync(url => !url.Contains(SignIn.Path, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Keeps what is on the screen for a person to look at: <c>artifacts/screens/name-1366-light-en.png</c>.</summary>
    public async Task<string> ScreenshotAsync(string name, bool wholePage = false)
    {
        var file = Path.Combine(Machine.Artifacts("screens"), $"{name}-{Screen}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled });
        return file;
    }

    /// <summary>Fails on findings that keep somebody out: axe's serious and critical ones.</summary>
    public async Task AssertAccessibleAsync(params string[] exceptRules) => Assert.Empty(await FindBarriersAsync(null, exceptRules));

    /// <param name="part">A selector of the part to look at; the whole page without it.</param>
    public async Task<IReadOnlyList<string>> FindBarriersAsync(string? part = null, params string[] exceptRules)
    {
        if (await Page.EvaluateAsync<bool>("typeof axe === 'undefined'")) await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(Barriers, new { part, exceptRules });
    }

    /// <summary>Nothing may stick out to the right: a phone would scroll sideways.</summary>
    public async Task AssertFitsAsync() => Assert.True(
        await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
        $"{Page.Url} is wider than {Screen.Width} px");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(faults);
    }
}
