using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests.Statements;

/// <summary>R-15 and R-18: each statement of a command fails once: nothing of the command is left, and the same command then succeeds.</summary>
public sealed class StatementFaultTests
{
    private static readonly string[] OfOpening =
    [
        "INSERT counters", "INSERT deals", "INSERT workflow_instances", "INSERT tasks", "INSERT stage_visits", "INSERT bookmarks", "INSERT journal",
        "INSERT deal_events", "INSERT personal_values", "INSERT outbox", "INSERT commands",
    ];

    private static readonly string[] OfCompleting =
    [
        "UPDATE workflow_instances", "DELETE bookmarks", "UPDATE deals", "UPDATE stage_visits", "UPDATE tasks", "INSERT tasks", "INSERT stage_visits",
        "INSERT bookmarks", "INSERT journal", "INSERT deal_events", "INSERT outbox", "INSERT instance_snapshots", "INSERT commands",
    ];

    private static readonly string[] OfLosing =
    [
        "UPDATE workflow_instances", "DELETE bookmarks", "UPDATE deals", "UPDATE stage_visits", "UPDATE tasks", "INSERT journal", "INSERT deal_events",
        "INSERT outbox", "INSERT instance_snapshots", "INSERT commands",
    ];

    // Thirty-four statements a round: a thousand failures in full.
    private static readonly int Rounds = LongRun.Of(1, 30);

    [Theory, OnBothDatabases]
    public async Task R_15_a_statement_that_fails_leaves_everything_as_it_was(DatabaseKind kind)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            Database = kind,
            // Each failure is meant.
            Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Crm.Web.Hosting.Faults"] = "None" },
        });
        await using var office = await SalesOffice.InAsync(app);
        var anna = await office.ApiAsync(office.Anna);
        var calls = new List<ClientCall>();
        for (var round = 0; round < Rounds; round++) await SellAndLoseAsync(office, anna, calls);

        await using var context = office.App.Database.Open();
        await new HistoryCheck(calls).ProveAsync(context);
    }

    private static async Task SellAndLoseAsync(SalesOffice office, ApiClient anna, List<ClientCall> calls)
    {
        var opening = new ClientCall("deal.open", "/api/deals", new
        {
            dealType = "standard-sale",
            name = "Pumps for the plant",
            customerId = office.CustomerId,
            currency = "RUB",
            potential = 10_000m,
            adChannelId = office.AdChannelId,
            expectedCloseOn = "2199-01-01",
        });
        await BreakAsync(office, anna, opening, OfOpening);

        var sale = StandardSale.Of(office, opening.Acknowledged!.Answer!.Id);
        await sale.ContactAsync();
        var completing = new ClientCall("task.complete", $"/api/tasks/{(await sale.TaskAsync("t1"))["id"]}/completion?confirm=true", new { choice = "Done" });
        await BreakAsync(office, anna, completing, OfCompleting);

        var losing = new ClientCall("deal.close", $"/api/deals/{sale.DealId}/closure", new { outcome = "Lost", lossReasonId = await sale.LossReasonAsync("price") });
        await BreakAsync(office, anna, losing, OfLosing);
        calls.AddRange([opening, completing, losing]);
    }

    /// <summary>Each of the statements fails once, and then the same command succeeds.</summary>
    internal static async Task BreakAsync(SalesOffice office, ApiClient api, ClientCall call, string[] statements)
    {
        foreach (var statement in statements)
        {
            var (act, table) = (statement.Split(' ')[0], statement.Split(' ')[1]);
            var before = await RowsAsync(office);
            await using (await BrokenStatement.OfAsync(office.App.Database, act, table))
                Assert.True((await call.SendAsync(api)).Status == 500, $"{call.Act} does not meet {statement}.");
            before.MustEqual(await RowsAsync(office), $"{call.Act} {statement}");
        }
        var answer = (await call.SendAsync(api)).Ok();
        Assert.Equal(answer.Text, (await call.SendAsync(api)).Ok().Text);
    }

    private static async Task<TableRows> RowsAsync(SalesOffice office)
    {
        await using var context = office.App.Database.Open();
        return await TableRows.ReadAsync(context);
    }
}
