using Crm.Browser.Tests.Tasks;
using Crm.Domain.Audit;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Pages;

/// <summary>A page is drawn by the request and again by its circuit; a refusal is recorded once.</summary>
public sealed class DeniedPageTests(Browser browser)
{
    [Fact]
    public async Task Each_opening_of_a_refused_page_is_one_entry()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var foreign = await office.OpenDealAsync(office.Boris);
        await using var visit = await browser.VisitAsync(office, office.Anna, "/tasks");

        await visit.GoAsync("/runs/stuck");
        await SeesAsync(visit, "This cannot be done yet");
        await visit.GoAsync($"/deals/{foreign}");
        await SeesAsync(visit, "Not found");
        Assert.Equal(["page.runs.stuck", "page.deals"], await DeniedAsync(office));

        // Within the circuit, without a request.
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/tasks");
        await visit.Page.EvaluateAsync("Blazor.navigateTo('runs/stuck')");
        await SeesAsync(visit, "This cannot be done yet");
        Assert.Equal(["page.runs.stuck", "page.deals", "page.runs.stuck"], await DeniedAsync(office));

        await visit.GoAsync($"/tasks/{Guid.CreateVersion7()}");
        await visit.AssertNotFoundAsync();
        Assert.Equal(4, (await DeniedAsync(office)).Count);
    }

    private static Task SeesAsync(Visit visit, string title) => Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = title }).First).ToBeVisibleAsync();

    private static Task<List<string>> DeniedAsync(SalesOffice office) =>
        office.ReadAsync(d => d.Set<AuditEntry>().Where(e => e.Denied && e.ActorId == office.Anna.Id).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync());
}
