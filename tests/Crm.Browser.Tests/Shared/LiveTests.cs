using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Crm.Browser.Tests.Shared;

public sealed class LiveTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_browser_on_a_second_host_sees_a_move_within_three_seconds()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        await office.OpenDealAsync(office.Anna, "manual-pipeline");
        await using var first = await HostProcess.StartAsync(database);
        await using var second = await HostProcess.StartAsync(database);
        await using var mover = await BoardAsync(first.Address, office.Anna);
        await using var watcher = await BoardAsync(second.Address, office.Boris);

        await mover.Page.Locator("#stage-new-request .crm-card").DragToAsync(mover.Page.Locator("#stage-contacted"));
        await mover.Page.GetByRole(AriaRole.Button, new() { Name = "Do it anyway" }).ClickAsync();

        await Assertions.Expect(watcher.Page.Locator("#stage-contacted .crm-card")).ToBeVisibleAsync(new() { Timeout = 3_000 });
        await Assertions.Expect(watcher.Page.Locator("#stage-new-request .crm-card")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_typed_stays_while_somebody_else_changes_the_deal()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        var deal = await office.OpenDealAsync(office.Anna);
        var task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal).Select(t => t.Id).SingleAsync(Cancel));
        await using var visit = await browser.OpenAsync(office.App.Address, Screen.Desktop.Russian);
        await visit.SignInAsync(office.Anna.Login, SalesOffice.Password, $"/tasks/{task}");
        // Before the page listens its fields are replaced once, and letters typed then would be its keys.
        await visit.Page.Locator("html[data-interactive=yes]").WaitForAsync();
        var answer = visit.Page.Locator("#task-answer");
        await answer.PressSequentiallyAsync("He will call back on Monday");

        await office.ActAsync(office.Boris, Subject.Deal(deal), "deal.change", scope =>
        {
            scope.Change(DealChange.Of(scope.Deal) with { Name = "Pumps for both plants" });
            return Task.FromResult<object?>(null);
        });

        await Assertions.Expect(visit.Page.Locator(".task-facts")).ToContainTextAsync("Pumps for both plants");
        await Assertions.Expect(visit.Page.Locator(".task-facts")).ToContainTextAsync("Ответственный");
        await Assertions.Expect(answer).ToHaveValueAsync("He will call back on Monday");
        await Assertions.Expect(answer).ToBeFocusedAsync();
    }

    private async Task<Visit> BoardAsync(Uri address, Person person)
    {
        var visit = await browser.OpenAsync(address);
        await visit.SignInAsync(person.Login, SalesOffice.Password, "/board/manual-pipeline");
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(visit.Page.Locator(".crm-card")).ToHaveCountAsync(1);
        return visit;
    }
}
