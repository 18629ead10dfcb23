using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Hosting;

/// <summary>A page that refuses to open leaves the same denied entry as an act: who asked, by which door, for what, and the code.</summary>
public sealed class PageDenialTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task A_page_without_the_right_and_a_foreign_record_leave_one_entry_each(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (foreign, unknown) = (await office.OpenDealAsync(office.Boris), Guid.CreateVersion7());
        using var anna = await SignIn.AsAsync(office.App.Address, office.Anna.Login, SalesOffice.Password, TestContext.Current.CancellationToken);

        foreach (var page in new[] { "/settings/users", "/runs/stuck", $"/deals/{foreign}", $"/deals/{unknown}", $"/tasks/{unknown}", $"/customers/{unknown}", "/tasks", "/deals" })
            using (await anna.GetAsync(page, TestContext.Current.CancellationToken))
            {
            }

        var entries = await office.ReadAsync(d => d.Set<AuditEntry>().AsNoTracking().Where(e => e.Denied && e.ActorId == office.Anna.Id).OrderBy(e => e.Seq).ToListAsync());
        Assert.All(entries, e => Assert.Equal(Door.Page, e.Door));
        Assert.Equal(
            [
                ("page.settings.users", "GEN-009", null), ("page.runs.stuck", "GEN-009", null), ("page.deals", "GEN-008", foreign), ("page.deals", "GEN-008", unknown),
                ("page.tasks", "GEN-008", unknown), ($"page.customers.{unknown}", "GEN-008", (Guid?)null),
            ],
            entries.Select(e => (e.Kind, e.Code!, e.SubjectId)));
    }
}
