using Crm.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Pages;

/// <summary>One walk over all pages and dialogs in Russian, and one over all pages on a phone at night.</summary>
public sealed class EveryPageTests(Browser browser, PageOffice at) : IClassFixture<PageOffice>
{
    private readonly List<string> findings = [];

    [Fact]
    public void Every_route_and_every_dialog_is_on_the_walk()
    {
        Assert.Equal(AppPages.Routes, Places.Plain(at).Keys.Concat(Places.Inside(at).Keys).Order(StringComparer.Ordinal));
        Assert.Equal(AppPages.Dialogs, Places.Dialogs(at).Select(place => place.Dialog).Concat(Places.Elsewhere).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_page_and_dialog_speaks_Russian_and_keeps_nobody_out()
    {
        await using var visit = await OpenAsync(Screen.Desktop.Russian);
        foreach (var address in Places.Plain(at).Values.SelectMany(addresses => addresses)) await LookAsync(visit, address, words: true);
        await SignInAsync(visit);
        var dialogs = Places.Dialogs(at).ToLookup(place => place.Page);
        foreach (var address in Places.Inside(at).Values.SelectMany(addresses => addresses))
        {
            await LookAsync(visit, address, words: true);
            foreach (var (dialog, _, press) in dialogs[address]) await LookAtDialogAsync(visit, address, dialog, press);
        }
        AssertNothingFound();
    }

    [Fact]
    public async Task Every_page_fits_a_phone_at_night_and_keeps_nobody_out()
    {
        await using var visit = await OpenAsync(Screen.Phone.Dark.Russian);
        foreach (var address in Places.Plain(at).Values.Select(addresses => addresses[0])) await LookAsync(visit, address, words: false);
        await SignInAsync(visit);
        foreach (var address in Places.Inside(at).Values.Select(addresses => addresses[0])) await LookAsync(visit, address, words: false);
        AssertNothingFound();
    }

    [Fact]
    public async Task A_Latin_word_on_a_page_and_in_a_label_is_a_finding()
    {
        await using var visit = await OpenAsync(Screen.Desktop.Russian);
        await visit.Page.GotoAsync(SignIn.Path);
        await visit.Page.EvaluateAsync("""
            const planted = document.createElement('p');
            planted.textContent = 'Сделка closed';
            planted.title = 'Открыть deal';
            const machine = document.createElement('code');
            machine.lang = 'en';
            machine.textContent = 'SMTP RecipientNotAccepted';
            document.querySelector('form').append(planted, machine);
            """);

        var view = await visit.Page.EvaluateAsync<PageView>(PageView.Script, "html");

        Assert.Equal(["closed: Сделка closed", "deal: Открыть deal"], LatinWords.In(view.Text, at.Names));
    }

    // All at once: a collection in a message is cut after five.
    private void AssertNothingFound() => Assert.True(findings.Count == 0, string.Join('\n', findings));

    private async Task<Visit> OpenAsync(Screen screen) => await browser.OpenAsync(at.Office.App.Address, screen);

    private Task<Visit> SignInAsync(Visit visit) => visit.SignInAsync(at.Office.Boris.Login, SalesOffice.Password, "/account");

    private async Task LookAsync(Visit visit, string address, bool words)
    {
        await visit.Page.GotoAsync(address);
        var view = await visit.Page.EvaluateAsync<PageView>(PageView.Script, "html");
        var place = $"{address} {visit.Screen}";
        if (view.Width > view.Room) findings.Add($"{place}: {view.Width} px wide");
        if (words) findings.AddRange(LatinWords.In(view.Text, at.Names).Select(word => $"{place}: {word}"));
        findings.AddRange((await visit.FindBarriersAsync()).Select(barrier => $"{place}: {barrier}"));
        // The answers of these two say so themselves, which the browser writes down as an error of the page.
        if (address is "/not-found" or "/error") visit.Faults.Clear();
        findings.AddRange(visit.Faults.Select(fault => $"{place}: {fault}"));
        visit.Faults.Clear();
    }

    private async Task LookAtDialogAsync(Visit visit, string address, string name, string[] press)
    {
        var place = $"{address} {name}";
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        try
        {
            foreach (var target in press) await visit.Page.Locator(target).ClickAsync(new() { Timeout = 30_000 });
            await dialog.WaitForAsync(new() { Timeout = 30_000 });
        }
        catch (TimeoutException)
        {
            findings.Add($"{place}: does not open");
            await visit.Page.Keyboard.PressAsync("Escape");
            return;
        }
        var view = await visit.Page.EvaluateAsync<PageView>(PageView.Script, "[role=dialog]");
        findings.AddRange(LatinWords.In(view.Text, at.Names).Select(word => $"{place}: {word}"));
        findings.AddRange((await visit.FindBarriersAsync("[role=dialog]")).Select(barrier => $"{place}: {barrier}"));
        await visit.LeaveDialogAsync();
    }
}
