using Crm.Domain.Tasks;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Nodes;

/// <summary>R-11 and R-16: one node says what was done on the other one, at once and in the same words.</summary>
public sealed class ReadYourWritesTests
{
    private static readonly int Trials = LongRun.Of(50, 10_000), Repeated = LongRun.Of(20, 1_000);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R_16_a_task_that_an_advance_makes_is_in_the_next_answer_of_any_node()
    {
        await using var office = await SalesOffice.OpenAsync(DatabaseKind.Postgres);
        await using var other = await CrmApp.StartAsync(new CrmAppOptions { On = office.App.Database });
        await LoopAsync(office);
        var deal = await office.OpenDealAsync(office.Anna, "loop");
        ApiClient[] nodes = [await office.ApiAsync(office.Anna), new(await SignIn.AsAsync(other.Address, office.Anna.Login, SalesOffice.Password, Stop))];
        var (task, misses) = (await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal).Select(t => t.Id).SingleAsync(Stop)), 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            (await nodes[trial % 2].PostAsync($"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" })).Ok();
            var seen = (await nodes[(trial + 1) % 2].GetAsync($"/api/tasks?deal={deal}")).Ok().Json["items"]!.AsArray().Select(t => Guid.Parse((string)t!["id"]!)).ToList();
            if (seen is not [var next] || next == task) misses++;
            task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal && t.State == TaskState.Available).Select(t => t.Id).SingleAsync(Stop));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{Trials} trials, {misses} misses");
        Assert.Equal(0, misses);
    }

    [Theory, OnBothDatabases]
    public async Task R_11_a_command_that_is_said_five_times_happens_once_and_is_answered_with_the_same_bytes(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        // One process has the file for itself.
        await using var other = kind is DatabaseKind.Postgres ? await CrmApp.StartAsync(new CrmAppOptions { On = office.App.Database }) : null;
        await LoopAsync(office);
        var deal = await office.OpenDealAsync(office.Anna, "loop");
        var anna = await office.ApiAsync(office.Anna);
        var elsewhere = other is null ? anna : new ApiClient(await SignIn.AsAsync(other.Address, office.Anna.Login, SalesOffice.Password, Stop));
        var calls = new List<ClientCall>();
        for (var command = 0; command < Repeated; command++)
        {
            var task = await office.ReadAsync(d => d.Set<TaskItem>().Where(t => t.DealId == deal && t.State == TaskState.Available).Select(t => t.Id).SingleAsync(Stop));
            var call = new ClientCall("task.complete", $"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" });
            calls.Add(call);
            // A double click, then a retry after a time-out, another tab and another node.
            var clicked = await Task.WhenAll(call.SendAsync(anna), call.SendAsync(anna));
            ApiAnswer[] all = [.. clicked, await call.SendAsync(anna), await call.SendAsync(elsewhere), await call.SendAsync(elsewhere)];
            Assert.Single(all.Select(a => a.Ok().Text).Distinct());
            (await elsewhere.PostAsync($"/api/tasks/{task}/completion?confirm=true", new { choice = "Done", text = "Other" }, call.Operation)).Refused(409, "GEN-006");
        }

        Assert.Equal(Repeated, await office.ReadAsync(d => d.Set<Domain.Deals.DealEvent>().CountAsync(e => e.DealId == deal && e.Kind == "task.completed", Stop)));
        await using var context = office.App.Database.Open();
        // The other body under the same key is refused, and that is on record once for each.
        Assert.Equal(Repeated, await context.Set<Domain.Audit.AuditEntry>().CountAsync(e => e.Denied && e.Code == "GEN-006", Stop));
        Assert.DoesNotContain(await new HistoryCheck(calls).FindAsync(context), v => v.Invariant != "H-17");
    }

    /// <summary>A task behind a task, for ever.</summary>
    private static Task LoopAsync(SalesOffice office) => new OwnFlow("loop").Node("S", "Elsa.Start").Node("A", "Elsa.RunTask", ("taskName", "Measure", "String"))
        .Node("B", "Elsa.RunTask", ("taskName", "Weigh", "String")).Path("S", "A", "B", "A").PublishAsync(office.App);
}
