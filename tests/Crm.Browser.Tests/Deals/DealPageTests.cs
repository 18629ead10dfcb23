using System.Text;
using Crm.Browser.Tests.Tasks;
using Crm.Domain.Deals;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Crm.Browser.Tests.Deals;

public sealed class DealPageTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_deal_shows_its_way_keeps_its_papers_and_makes_its_exceptions()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var sale = await SaleWithoutReturnsLeftAsync(office);
        await using var visit = await browser.VisitAsync(office, office.Boris, $"/deals/{sale.DealId}");

        await AssertShownAsync(visit);
        await RecordContactAsync(visit);
        await AttachSignedContractAsync(visit);
        await PassAsync(visit, "Limit of returns");
        (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Once more")).Ok();
        await Expect(visit.Page.Locator("[aria-current=step]")).ToContainTextAsync("Proposal");
        await SwitchToManualAsync(visit);
        Assert.Equal(ControlMode.Manual, await office.ReadAsync(d => d.Set<Deal>().Where(x => x.Id == sale.DealId).Select(x => x.ControlMode).SingleAsync(Cancel)));

        var shipped = await StandardSale.OpenAsync(office);
        await shipped.ReachAsync("fulfillment");
        await shipped.ShipAsync();
        await visit.GoAsync($"/deals/{shipped.DealId}");
        await PassAsync(visit, "Loss with open obligations");
        (await shipped.CloseAsync(office.Anna, "Lost", await shipped.LossReasonAsync("price"))).Ok();
        await Expect(visit.Page.Locator(".crm-facts .mud-chip").First).ToHaveTextAsync("Lost");
    }

    private static async Task<StandardSale> SaleWithoutReturnsLeftAsync(SalesOffice office)
    {
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("terms");
        for (var i = 0; i < 5; i++)
        {
            (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Again")).Ok();
            await sale.ReachAsync("terms");
        }
        return sale;
    }

    private static async Task AssertShownAsync(Visit visit)
    {
        var page = visit.Page;
        var passed = page.Locator(".crm-path-stage").First;
        await Expect(passed).ToContainTextAsync("passed");
        await Expect(passed).ToContainTextAsync("Anna Petrova");
        await Expect(passed).ToContainTextAsync("0 h");
        await Expect(page.Locator("[aria-current=step]")).ToContainTextAsync("stays: 6");
        await Expect(page.Locator(".crm-path-stage", new() { HasText = "Order" }).First).ToContainTextAsync("next");
        await Expect(page.Locator(".crm-missing li").First).ToContainTextAsync("G5.1");
        await Expect(page.Locator(".crm-missing li").First).ToContainTextAsync("Exception: Head of sales");
        await Expect(page.Locator(".crm-history")).ToContainTextAsync("Task created · Agree the terms");
        var here = page.Locator(".crm-step.is-now");
        await Expect(here).ToContainTextAsync("Agree the terms");
        await Expect(here).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await visit.ScreenshotAsync("deal", wholePage: true);
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
    }

    private static async Task RecordContactAsync(Visit visit)
    {
        var contacts = visit.Page.Locator("section[aria-labelledby=deal-contacts]");
        await contacts.GetByRole(AriaRole.Button, new() { Name = "Record a contact" }).ClickAsync();
        await Dialog(visit).GetByLabel("Subject").FillAsync("The director called");
        await SaveAsync(visit);
        await Expect(contacts).ToContainTextAsync("The director called");
    }

    private static async Task AttachSignedContractAsync(Visit visit)
    {
        var papers = visit.Page.Locator("section[aria-labelledby=deal-papers]");
        await ChooseAsync(visit, papers.GetByRole(AriaRole.Button, new() { Name = "Create" }), "Contract");
        await Dialog(visit).GetByLabel("Number").FillAsync("C-77");
        await SaveAsync(visit);
        await ChooseAsync(visit, papers.GetByRole(AriaRole.Button, new() { Name = "C-77" }), "Attach the signed file");
        await Dialog(visit).Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "contract.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("signed") });
        await SaveAsync(visit);
        var contract = papers.Locator("li", new() { HasText = "C-77" });
        await Expect(contract).ToContainTextAsync("Signed");
        await Expect(contract.GetByRole(AriaRole.Link, new() { Name = "contract.pdf" })).ToBeVisibleAsync();
    }

    private static async Task PassAsync(Visit visit, string rule)
    {
        await ActAsync(visit, "Make an exception");
        await visit.PickAsync(Dialog(visit).Locator(".mud-select").First, rule);
        await Dialog(visit).GetByLabel("Reason").FillAsync("A good customer");
        await SaveAsync(visit);
        await Expect(visit.Page.Locator(".crm-history")).ToContainTextAsync($"Made an exception · {rule}");
    }

    private static async Task SwitchToManualAsync(Visit visit)
    {
        await ActAsync(visit, "Switch to manual control");
        await Dialog(visit).GetByLabel("Reason").FillAsync("Too special");
        await SaveAsync(visit);
        await Expect(visit.Page.Locator(".crm-facts").First).ToContainTextAsync("By the manager");
        await Expect(visit.Page.Locator("section[aria-labelledby=deal-tasks]")).ToContainTextAsync("No open tasks");
    }

    private static Task ActAsync(Visit visit, string act) => ChooseAsync(visit, visit.Page.GetByRole(AriaRole.Button, new() { Name = "Actions", Exact = true }), act);

    private static async Task ChooseAsync(Visit visit, ILocator menu, string item)
    {
        await menu.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
        await Expect(Dialog(visit)).ToBeVisibleAsync();
        // A menu that stands open lies over the dialog of its own item.
        await Expect(visit.Page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(Visit visit)
    {
        await Dialog(visit).Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Expect(Dialog(visit)).ToHaveCountAsync(0);
    }

    private static ILocator Dialog(Visit visit) => visit.Page.GetByRole(AriaRole.Dialog);
}
