using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Api;

/// <summary>What is the API's own about the standard sale: statuses, the form of a refusal, confirmation. The ways it goes are the desk's tests.</summary>
public sealed class StandardSaleOverHttpTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task All_gates_of_a_stage_are_one_problem(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office, bare: true);
        await sale.PassAsync("first-contact");
        (await sale.ChangeAsync(new { name = "Bare" })).Ok();

        var answer = (await sale.CompleteAsync(office.Anna, "t2")).Refused(422, "WFI-002");

        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(["G2.1", "G2.2", "G2.3", "G2.4"], answer.Refusals);
        Assert.Equal((422, "Block"), ((int)answer.Json["status"]!, (string?)answer.Json["severity"]));
        Assert.NotEmpty((string?)answer.Json["correlationId"] ?? "");
        var details = answer.Json["details"]!.AsArray();
        Assert.Equal("Warn", (string?)details.Single(d => (string?)d!["ref"] == "G2.4")!["severity"]);
        Assert.All(details, d => Assert.NotEqual((string?)d!["messageEn"], (string?)d["messageRu"]));
    }

    [Theory, OnBothDatabases]
    public async Task A_warning_passes_with_confirmation_only(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ContactAsync();
        (await sale.ChangeAsync(new { name = "No channel", customerId = office.CustomerId, potential = 10_000m })).Ok();

        var warned = (await sale.CompleteAsync(office.Anna, "t1")).Refused(422, "WFI-002");
        Assert.Equal("Warn", (string?)warned.Json["severity"]);
        (await sale.CompleteAsync(office.Anna, "t1", confirm: true)).Ok();
        Assert.Equal("qualification", await sale.StageAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_choice_that_needs_a_reason_cannot_be_read_without_one(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("terms");
        var rows = await office.RowsAsync();

        (await sale.CompleteAsync(office.Anna, "t5", "Rework")).Refused(400, "GEN-012");

        Assert.Equal(rows, await office.RowsAsync());
        Assert.Equal("terms", await sale.StageAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_card_of_a_won_sale_says_how_it_went(DatabaseKind kind)
    {
        var sale = await StandardSale.OpenAsync(await offices.OnAsync(kind));

        await sale.WinAsync();

        var card = await sale.CardAsync();
        Assert.Equal(("Won", "won", "result"), ((string?)card["outcome"], (string?)card["stage"], (string?)card["outcomeStage"]));
        Assert.Equal(10_000m, (decimal)card["wonAmount"]!);
        Assert.Empty(card["tasks"]!.AsArray());
        Assert.All(card["stages"]!.AsArray().Where(s => (string?)s!["kind"] == "Working"), s => Assert.Equal(1, (int)s!["visits"]!));
    }
}
