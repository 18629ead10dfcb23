using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests;

/// <summary>One Chromium of the system for the assembly; each page gets a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    // Several pages share two cores here, and other suites run beside them: waiting longer proves the same.
    private const int PatienceMilliseconds = 60_000;

    // Without these Chromium calls home at every start, and a closed network makes it wait.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
    }

    /// <returns>An empty page on the given address; what goes wrong in it is kept for <see cref="Visit.DisposeAsync"/>.</returns>
    public async Task<Visit> OpenAsync(Uri address, Screen? screen = null)
    {
        if (browser is null)
            throw Machine.Missing("Chromium is not installed (Debian: chromium)");
        screen ??= Screen.Desktop;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = screen.Language == "ru" ? "ru-RU" : "en-US",
            TimezoneId = "Europe/Moscow",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new(await context.NewPageAsync(), screen);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
