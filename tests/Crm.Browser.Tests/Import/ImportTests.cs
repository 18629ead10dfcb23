using System.Text;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Import;

public sealed class ImportTests(Browser browser)
{
    private const string Deals = """
        ref;owner;what;step;since;sum
        CRM-1;anna;Pumps for the mill;Talks;03.11.2025;1500,50
        CRM-2;nobody;Pumps for the dam;Talks;04.11.2025;1
        """;

    [Fact]
    public async Task A_file_is_mapped_checked_and_imported_and_its_deal_is_there()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await OpenAsync(office);
        var page = visit.Page;

        await page.GetByLabel("Add CSV files").SetInputFilesAsync(new FilePayload { Name = "crm-deals.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Deals) });
        await page.GetByLabel("Deal type").SelectOptionAsync("Standard sale");
        await page.GetByLabel("What the rows are").SelectOptionAsync("Deals");
        foreach (var (field, column) in new[] { ("Key in the other system *", "ref"), ("Stage *", "step"), ("Name", "what"), ("Manager", "owner"), ("Opened on", "since"), ("Amount", "sum") })
            await Field(page, field).SelectOptionAsync(column);
        await Field(page, "Talks").SelectOptionAsync("Qualification");
        await page.GetByText("How the files are written").ClickAsync();
        await page.GetByLabel("Dates").SelectOptionAsync("31.12.2026");
        await page.GetByLabel("Decimals").SelectOptionAsync("1,50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Profile \"my-import\" is saved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();

        var outcome = page.GetByRole(AriaRole.Region, new() { Name = "Dry run is done, nothing was written" });
        await Assertions.Expect(outcome.GetByText("unknown agent \"nobody\"")).ToBeVisibleAsync();
        await visit.ScreenshotAsync("import", wholePage: true);
        await visit.AssertFitsAsync();
        await visit.AssertAccessibleAsync();
        await page.GetByLabel("Import the good rows although others are bad").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The import is done" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "To the deals" }).ClickAsync();
        await Assertions.Expect(page.Locator(".crm-import")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Pumps for the mill").First).ToBeVisibleAsync();
        await page.GotoAsync("/import");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The import is done" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_fits_every_screen_and_is_for_those_who_may_import()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        foreach (var screen in new[] { Screen.Desktop.Dark.Russian, Screen.Phone.Russian, Screen.Phone.Dark })
        {
            await using var visit = await OpenAsync(office, screen);
            await visit.Page.Locator("input[type=file]").Last.SetInputFilesAsync(
                new FilePayload { Name = "deals.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("key,stage,amount\nA,Won,1\n") });
            await visit.Page.Locator(".crm-import-file select").First.SelectOptionAsync("deals");
            await Assertions.Expect(visit.Page.Locator(".crm-import-group").First).ToBeVisibleAsync();
            await visit.ScreenshotAsync("import-mapping", wholePage: true);
            await visit.AssertFitsAsync();
            await visit.AssertAccessibleAsync();
        }
        await using var anna = await browser.OpenAsync(office.App.Address);
        await anna.SignInAsync(office.Anna.Login, SalesOffice.Password, "/import");
        await Assertions.Expect(anna.Page.GetByText("GEN-009")).ToBeVisibleAsync();
        await Assertions.Expect(anna.Page.Locator("input[type=file]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Each_refused_act_of_the_open_page_is_one_entry_and_is_said_beside_its_button()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await OpenAsync(office);
        await AddAsync(visit, "deals.csv", "key,stage,amount\nA,Won,1\n"u8.ToArray());
        await office.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var boris = await database.Set<User>().SingleAsync(u => u.Id == office.Boris.Id, TestContext.Current.CancellationToken);
            boris.ChangeRoles([Role.SalesManager], confirmed: true, new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7()), TimeProvider.System.GetUtcNow());
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        foreach (var entries in new[] { 1, 2 })
        {
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
            Assert.True(await Machine.UntilAsync(async () => (await DeniedAsync(office)).Count == entries, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
            await Assertions.Expect(Run(visit).GetByText("GEN-009")).ToBeVisibleAsync();
        }

        Assert.Equal(["import.start GEN-009", "import.start GEN-009"], await DeniedAsync(office));
    }

    [Fact]
    public async Task A_wrong_file_is_named_where_it_was_given_and_leaves_no_entry()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var visit = await OpenAsync(office);
        await AddAsync(visit, "binary.csv", [.. "key,stage\nA,"u8, 0, 1]);
        await Assertions.Expect(Files(visit).GetByText("binary.csv: this is no text file")).ToBeVisibleAsync();
        await AddAsync(visit, "empty.csv", "key,stage\n"u8.ToArray());
        await Assertions.Expect(Files(visit).GetByText("empty.csv: the file has no rows")).ToBeVisibleAsync();

        // Behind the 64 KiB that are read with the first rows, where only the run looks.
        await AddAsync(visit, "letters.csv", [.. Encoding.UTF8.GetBytes("key,stage\n" + string.Concat(Enumerable.Repeat("A,Won\n", 20_000))), .. "B,"u8, 0xC3, 0x28, (byte)'\n']);
        await visit.Page.GetByLabel("What the rows are").SelectOptionAsync("Deals");
        await Assertions.Expect(Field(visit.Page, "Won")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        var outcome = visit.Page.GetByRole(AriaRole.Region, new() { Name = "The import was refused" });
        await Assertions.Expect(outcome.GetByText("letters.csv: the text is not UTF-8")).ToBeVisibleAsync();
        await Assertions.Expect(outcome.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();

        await visit.Page.GetByText("How the files are written").ClickAsync();
        await visit.Page.GetByLabel("Values are separated by").SelectOptionAsync("Semicolon ;");
        await Assertions.Expect(visit.Page.GetByText("Perhaps the values are separated by: Comma ,")).ToBeVisibleAsync();
        Assert.Empty(await DeniedAsync(office));
    }

    private static Task AddAsync(Visit visit, string name, byte[] bytes) =>
        visit.Page.GetByLabel("Add CSV files").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = bytes });

    private static ILocator Files(Visit visit) => visit.Page.GetByRole(AriaRole.Region, new() { Name = "Files", Exact = true });

    private static ILocator Run(Visit visit) => visit.Page.GetByRole(AriaRole.Region, new() { Name = "Check and import" });

    private static Task<List<string>> DeniedAsync(SalesOffice office) => office.ReadAsync(d =>
        d.Set<AuditEntry>().Where(e => e.Denied && e.ActorId == office.Boris.Id).OrderBy(e => e.Seq).Select(e => e.Kind + " " + e.Code).ToListAsync());

    private async Task<Visit> OpenAsync(SalesOffice office, Screen? screen = null)
    {
        var visit = await browser.OpenAsync(office.App.Address, screen);
        await visit.SignInAsync(office.Boris.Login, SalesOffice.Password, "/import");
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(visit.Page.Locator("input[type=file]").Last).ToBeAttachedAsync();
        return visit;
    }

    private static ILocator Field(IPage page, string label) => page.Locator(".crm-import-group").GetByLabel(label, new() { Exact = false }).First;
}
