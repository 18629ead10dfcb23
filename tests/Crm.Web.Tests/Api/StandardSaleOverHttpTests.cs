using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Api;

/// <summary>The shipped standard sale through the door for programs, on both databases.</summary>
public sealed class StandardSaleOverHttpTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task A_sale_goes_from_the_first_talk_to_won(DatabaseKind kind)
    {
        var sale = await StandardSale.OpenAsync(await offices.OnAsync(kind));

        await sale.WinAsync();

        var card = await sale.CardAsync();
        Assert.Equal(("Won", "won", "result"), ((string?)card["outcome"], (string?)card["stage"], (string?)card["outcomeStage"]));
        Assert.Equal(10_000m, (decimal)card["wonAmount"]!);
        Assert.Empty(card["tasks"]!.AsArray());
        Assert.All(card["stages"]!.AsArray().Where(s => (string?)s!["kind"] == "Working"), s => Assert.Equal(1, (int)s!["visits"]!));
    }

    [Theory, OnBothDatabases]
    public async Task Each_block_gate_refuses_alone_and_changes_nothing(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (anna, olga, fedor) = (office.Anna, office.Olga, office.Fedor);
        var sale = await StandardSale.OpenAsync(office);

        await Refused(sale, anna, "t1", "Done", "G1.1");
        await sale.PassAsync("first-contact");

        await Refused(sale, anna, "t2", "Done", "G2.2");
        await sale.PassAsync("qualification");

        await Refused(sale, anna, "t3", "Done", "G3.1");
        await sale.PassAsync("proposal");
        await sale.PassAsync("presentation");

        await Refused(sale, anna, "t5", "Agreed", "G5.1");
        await sale.PassAsync("terms");

        await sale.OrderAsync(confirmed: false);
        await sale.SignAsync();
        // An order that is not confirmed covers nothing either.
        await Refused(sale, olga, "t6", "Done", "G6.1", "G6.3");
        await sale.SetStatusAsync(olga, sale.OrderId, "Confirmed");
        var signature = $"/api/documents/{sale.OrderId}/signature-revocation";
        (await (await office.ApiAsync(olga)).PostAsync(signature, new { reason = "Wrong page" })).Ok();
        await Refused(sale, olga, "t6", "Done", "G6.2");
        await sale.SignAsync();
        (await sale.CompleteAsync(olga, "t6")).Ok();

        await sale.ShipAsync(4);
        await Refused(sale, fedor, "t7a", "Done", "G7.1");
        await Refused(sale, anna, "t7b", "Done", "G7.2");
        await sale.ShipAsync(6);
        (await sale.CompleteAsync(fedor, "t7a")).Ok();
        await sale.PayAsync();
        (await sale.CompleteAsync(anna, "t7b")).Ok();

        var api = await office.ApiAsync(anna);
        var demand = (await api.PostAsync($"/api/deals/{sale.DealId}/demand", new { need = "Pumps", amount = 10_000m, satisfiedPct = 50m })).Ok().Id;
        await Refused(sale, anna, "t8", "Won", "G8.2");
        (await api.PutAsync($"/api/deals/{sale.DealId}/demand/{demand}", new { need = "Pumps", amount = 10_000m, satisfiedPct = 50m, reason = "Out of stock" })).Ok();
        var promise = (await api.PostAsync($"/api/deals/{sale.DealId}/commitments", new { side = "Ours", text = "Spare parts", dueAt = "2199-01-01T00:00:00Z" })).Ok().Id;
        await Refused(sale, anna, "t8", "Won", "G8.3");
        (await api.PostAsync($"/api/deals/{sale.DealId}/commitments/{promise}/closure", new { state = "Kept" })).Ok();
        (await sale.CompleteAsync(anna, "t8", "Won")).Ok();
        Assert.Equal("Won", (string?)(await sale.CardAsync())["outcome"]);
    }

    [Theory, OnBothDatabases]
    public async Task All_gates_of_a_stage_refuse_in_one_answer(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office, bare: true);
        await sale.PassAsync("first-contact");

        (await sale.ChangeAsync(new { name = "Bare" })).Ok();

        var answer = (await sale.CompleteAsync(office.Anna, "t2")).Refused(422, "WFI-002");
        Assert.Equal(["G2.1", "G2.2", "G2.3", "G2.4"], answer.Refusals);
        Assert.Equal("Warn", (string?)answer.Json["details"]!.AsArray().Single(d => (string?)d!["ref"] == "G2.4")!["severity"]);
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
    public async Task Two_returns_and_then_a_win(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        for (var i = 0; i < 2; i++)
        {
            await sale.ReachAsync("terms");
            (await sale.CompleteAsync(office.Anna, "t5", "Rework")).Refused(400, "GEN-012");
            (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Other terms")).Ok();
            Assert.Equal("proposal", await sale.StageAsync());
            // The old offer does not count after a return.
            (await sale.CompleteAsync(office.Anna, "t3")).Refused(422, "WFI-002");
            await sale.SetStatusAsync(office.Anna, sale.OfferId, "Canceled", "Replaced");
        }

        await sale.WinAsync();

        var stages = (await sale.CardAsync())["stages"]!.AsArray();
        Assert.Equal(3, (int)stages.Single(s => (string?)s!["code"] == "proposal")!["visits"]!);
    }

    [Theory, OnBothDatabases]
    public async Task A_sixth_return_needs_the_word_of_the_head(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        for (var i = 0; i < 5; i++)
        {
            await sale.ReachAsync("terms");
            (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Again")).Ok();
        }
        await sale.ReachAsync("terms");

        var before = await sale.StateAsync();
        (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Again")).Refused(422, "STG-007");
        Assert.Equal(before, await sale.StateAsync());
        (await (await office.ApiAsync(office.Boris)).PostAsync($"/api/deals/{sale.DealId}/overrides", new { code = "STG-007", reason = "A big one" })).Ok();
        (await sale.CompleteAsync(office.Anna, "t5", "Rework", "Again")).Ok();
        Assert.Equal("proposal", await sale.StageAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_sale_is_lost_at_every_stage_and_remembers_where(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        foreach (var stage in (string[])["first-contact", "qualification", "proposal", "presentation", "terms", "order", "fulfillment", "result"])
        {
            var sale = await StandardSale.OpenAsync(office);
            await sale.ReachAsync(stage);

            (await sale.CloseAsync(office.Anna, "Lost", await sale.LossReasonAsync("price"))).Ok();

            var card = await sale.CardAsync();
            Assert.Equal(("Lost", "lost", stage), ((string?)card["outcome"], (string?)card["stage"], (string?)card["outcomeStage"]));
            Assert.Empty(card["tasks"]!.AsArray());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_loss_to_a_competitor_names_the_winner(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        var reason = await sale.LossReasonAsync("competitor");

        (await sale.CloseAsync(office.Anna, "Lost", reason)).Refused(422, "LOSS-002");
        (await sale.CloseAsync(office.Anna, "Lost", reason, office.CompetitorId)).Ok();
        Assert.Equal(office.CompetitorId.ToString(), (string?)(await sale.CardAsync())["winnerCompetitorId"]);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_shipped_and_unpaid_cannot_be_lost(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("fulfillment");
        await sale.ShipAsync();

        (await sale.CloseAsync(office.Anna, "Lost", await sale.LossReasonAsync("price"))).Refused(422, "LOSS-004");
        await sale.PayAsync();
        (await sale.CloseAsync(office.Anna, "Lost", await sale.LossReasonAsync("price"))).Ok();
    }

    [Theory, OnBothDatabases]
    public async Task Payment_may_come_before_delivery(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("fulfillment");
        await sale.ShipAsync();
        await sale.PayAsync();

        (await sale.CompleteAsync(office.Anna, "t7b")).Ok();
        Assert.Equal("fulfillment", await sale.StageAsync());
        (await sale.CompleteAsync(office.Fedor, "t7a")).Ok();
        Assert.Equal("result", await sale.StageAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_discount_over_the_limit_follows_the_content_it_was_approved_for(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var sale = await StandardSale.OpenAsync(office, discountPct: 20);
        await sale.ReachAsync("proposal");
        await sale.OfferAsync();
        (await sale.CompleteAsync(office.Anna, "t3")).Ok();
        await sale.EditOfferAsync(25);

        (await sale.CompleteAsync(office.Boris, "t3a", "Approved")).Refused(409, "APR-002");
        (await sale.CompleteAsync(office.Boris, "t3a", "Rejected", "Ask again")).Ok();
        (await sale.CompleteAsync(office.Anna, "t3")).Ok();
        (await sale.CompleteAsync(office.Boris, "t3a", "Approved")).Ok();
        Assert.Equal("presentation", await sale.StageAsync());
        await sale.PassAsync("presentation");
        await sale.EditOfferAsync(30);
        await sale.SetStatusAsync(office.Anna, sale.OfferId, "Accepted");
        Assert.Equal(["G5.2"], (await sale.CompleteAsync(office.Anna, "t5", "Agreed")).Refused(422, "WFI-002").Refusals);
    }

    /// <summary>Exactly these gates refuse; the deal, its record and its tasks stay; one denied entry is left on the deal.</summary>
    private static async Task Refused(StandardSale sale, Person person, string step, string choice, params string[] gates)
    {
        if ((await sale.TaskAsync(step))["userId"] is null)
        {
            var api = await sale.Office.ApiAsync(person);
            (await api.PostAsync($"/api/tasks/{(await sale.TaskAsync(step))["id"]}/claim")).Ok();
        }
        var before = await sale.StateAsync();
        var denied = await Denied(sale);
        var answer = (await sale.CompleteAsync(person, step, choice)).Refused(422, "WFI-002");
        Assert.Equal(gates, answer.Json["details"]!.AsArray().Where(d => (string?)d!["severity"] == "Block").Select(d => (string?)d!["ref"]).Distinct().Order());
        Assert.Equal(before, await sale.StateAsync());
        Assert.Equal(denied + 1, await Denied(sale));
    }

    private static Task<int> Denied(StandardSale sale) =>
        sale.Office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Denied && e.DealId == sale.DealId));
}
