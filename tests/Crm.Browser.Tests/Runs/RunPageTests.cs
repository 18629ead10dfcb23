using System.Text.RegularExpressions;
using Crm.Browser.Tests.Tasks;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Runs;

/// <summary>The operator's path: what stands still is found, understood, and got going again with a reason.</summary>
public sealed class RunPageTests(Browser browser)
{
    [Fact]
    public async Task A_failed_run_is_found_seen_on_its_flow_and_goes_on_after_a_retry()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var run = await FailedAsync(office);
        await using var visit = await browser.VisitAsync(office, office.Alla, "/tasks");
        var page = visit.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        var row = page.Locator($"[data-run='{run}']");
        await Expect(row.Locator(".crm-stale")).ToHaveTextAsync("1");
        await visit.ScreenshotAsync("runs");
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("[data-node=X]")).ToHaveClassAsync(new Regex("is-fault"));
        await Expect(page.Locator("[data-node=T]")).ToHaveClassAsync(new Regex("is-ahead"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Check the address: failed" }).PressAsync("Enter");
        await Expect(page.Locator("#run-journal")).ToHaveTextAsync("Journal of \"Check the address\"");
        await Expect(page.Locator("[data-event]")).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("run-failed", wholePage: true);

        await new OwnFlow("checks").Node("S", "Elsa.Start").PublishAsync(office.App);
        await ActAsync(visit, "Try again: Check the address", "Try again", "It is published now");

        await Expect(page.Locator("#run-facts ~ dl .crm-run-state").First).ToHaveTextAsync("Finished");
        await Expect(page.Locator("[data-node=X]")).ToHaveClassAsync(new Regex("is-done"));
        await Expect(page.Locator("[data-node=T]")).ToHaveClassAsync(new Regex("is-done"));
        await Expect(page.Locator("[data-event=Retried]")).ToContainTextAsync("Alla Kuznetsova: It is published now");
        await visit.ScreenshotAsync("run-went-on", wholePage: true);
    }

    [Fact]
    public async Task A_dead_letter_leaves_the_page_when_it_is_replayed()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var dead = await DeadAsync(office);
        await using var visit = await browser.VisitAsync(office, office.Alla, "/runs/stuck");
        var row = visit.Page.Locator("[data-stuck=Effect]");
        await Expect(row).ToContainTextAsync("The mail server did not answer");

        // Without a reason there is nothing to confirm.
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again: Letter" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeDisabledAsync();
        await visit.LeaveDialogAsync();
        await ActAsync(visit, "Try again: Letter", "Try again", "The server is back");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is stuck" })).ToBeVisibleAsync();
        Assert.NotEqual(OutboxState.Dead, await office.ReadAsync(d => d.Set<OutboxMessage>().Where(m => m.Id == dead).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task What_gets_stuck_meanwhile_comes_to_the_page_by_itself()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await browser.VisitAsync(office, office.Alla, "/runs/stuck");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is stuck" })).ToBeVisibleAsync();

        await FailedAsync(office);

        await Expect(visit.Page.Locator("[data-stuck=Step]")).ToContainTextAsync("Check the address", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_run_of_a_strict_deal_sends_the_operator_to_the_deal_and_one_of_a_manual_deal_is_canceled()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var (strict, manual) = (await RunAsync(office, await office.OpenDealAsync(office.Anna)), await RunAsync(office, await office.OpenDealAsync(office.Anna, "manual-pipeline")));
        await using var visit = await browser.VisitAsync(office, office.Alla, $"/runs/{strict}");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Open the deal" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" })).ToHaveCountAsync(0);

        await visit.GoAsync($"/runs/{manual}");
        await ActAsync(visit, "Cancel the run", "Cancel the run", "The deal is led by hand");

        await Expect(visit.Page.Locator("#run-facts ~ dl .crm-run-state").First).ToHaveTextAsync("Canceled");
        await Expect(visit.Page.Locator("[data-event=Canceled]").First).ToContainTextAsync("Alla Kuznetsova: The deal is led by hand");
    }

    private static async Task ActAsync(Visit visit, string open, string confirm, string reason)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task<Guid> FailedAsync(SalesOffice office)
    {
        await new OwnFlow("workshop").Node("S", "Elsa.Start")
            .Node("X", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "checks", "String"), ("waitForCompletion", true, "Boolean")).Called("Check the address", "Проверить адрес")
            .Task("T").Path("S", "X", "T").PublishAsync(office.App);
        return await RunAsync(office, await office.OpenDealAsync(office.Anna, "workshop"));
    }

    private static Task<Guid> RunAsync(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<WorkflowInstance>().Where(i => i.DealId == deal).Select(i => i.Id).SingleAsync());

    private static Task<Guid> DeadAsync(SalesOffice office) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var dead = OutboxMessage.Of(Letter.Kind, null, "{}", "stuck", now);
        while (dead.State is OutboxState.Pending)
        {
            dead.Begin();
            dead.Failed("ConnectionRefused", now);
        }
        database.Add(dead);
        await database.SaveChangesAsync();
        return dead.Id;
    });
}
