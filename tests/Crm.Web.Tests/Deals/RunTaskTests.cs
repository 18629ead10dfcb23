using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data.Seed;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary><c>Elsa.RunTask</c>: a task by its name, for the deal's owner, and the run goes on when it is done.</summary>
public sealed class RunTaskTests
{
    [Theory, OnBothDatabases]
    public async Task The_task_it_asks_for_is_in_the_inbox_and_completing_it_leads_on(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("asking").Node("S", "Elsa.Start").Node("R", "Elsa.RunTask", ("taskName", "Check the address", "String"))
            .Task("T").Event("E", "Never").Path("S", "R", "T", "E").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "asking");
        var asked = Assert.Single(await OpenTasks(work, deal));
        Assert.Equal(("Check the address", work.Office.Anna.Id, "Workflow1:flow:R"), (asked.TitleEn, asked.UserId, asked.NodeId));

        await work.Office.ActAsync(work.Office.Anna, Subject.Task(asked.Id), "task.complete", async scope =>
        {
            await scope.Complete("Done", "Found it");
            return null;
        });
        await work.RunEverythingAsync();

        Assert.Equal("Call back", Assert.Single(await OpenTasks(work, deal)).TitleEn);
        Assert.Empty(await work.Outbox(OutboxState.Pending));
        Assert.Empty(await work.Outbox(OutboxState.Dead));
    }

    [Theory, OnBothDatabases]
    public async Task What_it_asks_of_whom_comes_from_its_payload(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var payload = new JsonObject
        {
            ["title"] = new JsonObject { ["en"] = "Check the discount", ["ru"] = "Проверить скидку" },
            ["assignee"] = "role:SalesHead",
            ["priority"] = 80,
            ["dueIn"] = 60,
        };
        await new OwnFlow("asking").Node("S", "Elsa.Start").Node("R", "Elsa.RunTask", ("taskName", "check", "String"), ("payload", payload, "Object"))
            .Path("S", "R").PublishAsync(work.Office.App);

        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "asking");

        var asked = Assert.Single(await OpenTasks(work, deal));
        Assert.Equal(("Проверить скидку", null, 80), (asked.TitleRu, asked.UserId, asked.Priority));
        Assert.Equal("SalesHead", asked.Role.ToString());
        Assert.NotNull(asked.DueAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_that_a_step_asks_for_goes_to_the_owner(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("writing").Node("S", "Elsa.Start").Node("M", "Crm.SendMessage", ("template", "about", "String")).Event("E", "Never")
            .Path("S", "M", "E").PublishAsync(work.Office.App);
        await work.Office.OpenDealAsync(work.Office.Anna, "writing");

        await work.RunEverythingAsync();

        Assert.Equal("anna@example.com", Assert.Single(work.Letters.All).To.Mailboxes.Single().Address);
    }

    [Theory, OnEveryStore]
    public async Task A_sale_that_asks_first_goes_on_to_its_first_task(Store store)
    {
        await using var desk = await SaleDesk.OpenAsync(store, await AskingFirst());
        var sale = await Sale.OpenAsync(desk);
        var asked = Assert.Single(await sale.OpenTasks());
        Assert.Equal("Check the address", asked.TitleEn);

        await sale.Completes(sale.Anna);

        Assert.EndsWith("t1", Assert.Single(await sale.OpenTasks()).NodeId);
        var twice = await Assert.ThrowsAsync<DomainException>(() => desk.Complete(sale.Anna, asked.Id, "Done", null, null, confirm: true));
        Assert.Equal("WFI-003", twice.Code);
    }

    private static Task<List<TaskItem>> OpenTasks(Work work, Guid deal) => work.Read(async database =>
        (await database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId == deal).ToListAsync()).Where(t => t.IsOpen).ToList());

    /// <summary>The standard sale that asks for one thing before its first task.</summary>
    private static async Task<string> AskingFirst()
    {
        var flow = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.json")))!;
        flow["root"]!["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "r",
            ["nodeId"] = "Workflow1:flow:r",
            ["type"] = "Elsa.RunTask",
            ["version"] = 1,
            ["taskName"] = "Check the address",
        });
        var connections = flow["root"]!["connections"]!.AsArray();
        connections.Single(c => (string?)c!["source"]!["activity"] == "start")!["target"]!["activity"] = "r";
        connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "r", ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = "t1", ["port"] = "In" },
        });
        return flow.ToJsonString();
    }
}
