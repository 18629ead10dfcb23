using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace Crm.Testing;

/// <summary>
/// Drives one standard sale over HTTP, each act by the person whose act it is. Evidence is made by its own verb;
/// <see cref="ReachAsync"/> does whatever the stages before ask for.
/// </summary>
public sealed partial class StandardSale
{
    private static readonly string[] Path =
        ["first-contact", "qualification", "proposal", "presentation", "terms", "order", "fulfillment", "result"];

    private int papers;

    private StandardSale(SalesOffice office, Guid dealId) => (Office, DealId) = (office, dealId);

    public SalesOffice Office { get; }
    public Guid DealId { get; }

    /// <summary>The latest offer and order that this driver made.</summary>
    public Guid OfferId { get; private set; }
    public Guid OrderId { get; private set; }

    public decimal DiscountPct { get; init; }

    private string Deal => $"/api/deals/{DealId}";

    /// <summary>Anna opens a deal; nothing but its fields is known.</summary>
    public static async Task<StandardSale> OpenAsync(SalesOffice office, decimal discountPct = 0, bool bare = false)
    {
        var anna = await office.ApiAsync(office.Anna);
        var opened = await anna.PostAsync("/api/deals", new
        {
            dealType = "standard-sale",
            name = "Pumps for the plant",
            customerId = bare ? (Guid?)null : office.CustomerId,
            currency = "RUB",
            potential = bare ? (decimal?)null : 10_000m,
            adChannelId = office.AdChannelId,
            expectedCloseOn = "2199-01-01",
        });
        return new StandardSale(office, opened.Ok().Id) { DiscountPct = discountPct };
    }

    /// <summary>Drives a sale that was opened otherwise.</summary>
    public static StandardSale Of(SalesOffice office, Guid dealId) => new(office, dealId);

    public async Task<JsonNode> CardAsync() => (await (await Office.ApiAsync(Office.Rita)).GetAsync(Deal)).Ok().Json;

    public async Task<string> StageAsync() => (string)(await CardAsync())["stage"]!;

    /// <summary>Everything that a refused act must leave as it was.</summary>
    public async Task<string> StateAsync()
    {
        var card = (JsonObject)await CardAsync();
        return $"{card["revision"]} {card["lastSeq"]} {card["stage"]} {card["tasks"]!.ToJsonString()}";
    }

    /// <summary>The open task of a step, e.g. "t3a".</summary>
    public async Task<JsonNode> TaskAsync(string step) => (await CardAsync())["tasks"]!.AsArray()
        .SingleOrDefault(t => ((string?)t!["node"])?.Split(':')[^1] == step) ?? throw new XunitException($"{step} is not open.");

    public async Task<ApiAnswer> CompleteAsync(Person person, string step, string choice = "Done", string? text = null, bool confirm = false,
        Guid? lossReasonId = null, Guid? competitorId = null)
    {
        var task = await TaskAsync(step);
        var api = await Office.ApiAsync(person);
        if (task["userId"] is null && task["claimedBy"] is null) (await api.PostAsync($"/api/tasks/{task["id"]}/claim")).Ok();
        return await api.PostAsync($"/api/tasks/{task["id"]}/completion{(confirm ? "?confirm=true" : "")}", new { choice, text, lossReasonId, competitorId });
    }

    public async Task<ApiAnswer> CloseAsync(Person person, string outcome, Guid? lossReasonId = null, Guid? competitorId = null) =>
        await (await Office.ApiAsync(person)).PostAsync(Deal + "/closure", new { outcome, lossReasonId, competitorId });

    public async Task<Guid> LossReasonAsync(string code) =>
        Guid.Parse((string)(await (await Office.ApiAsync(Office.Anna)).GetAsync("/api/loss-reasons")).Ok().Json.AsArray().Single(r => (string)r!["code"]! == code)!["id"]!);

    /// <summary>Goes on until the deal stands in the stage.</summary>
    public async Task ReachAsync(string stage)
    {
        while (await StageAsync() is var current && current != stage)
        {
            if (Array.IndexOf(Path, current) < 0 || Array.IndexOf(Path, current) > Array.IndexOf(Path, stage))
                throw new XunitException($"The sale stands in {current} and does not come to {stage}.");
            await PassAsync(current);
        }
    }

    public async Task WinAsync()
    {
        await ReachAsync("result");
        (await CompleteAsync(Office.Anna, "t8", "Won")).Ok();
    }

    /// <summary>Proves what the stage asks for and finishes its tasks.</summary>
    public async Task PassAsync(string stage)
    {
        await ProveAsync(stage);
        switch (stage)
        {
            case "first-contact": (await CompleteAsync(Office.Anna, "t1")).Ok(); break;
            case "qualification": (await CompleteAsync(Office.Anna, "t2")).Ok(); break;
            case "proposal":
                (await CompleteAsync(Office.Anna, "t3")).Ok();
                if (DiscountPct > 10) (await CompleteAsync(Office.Boris, "t3a", "Approved")).Ok();
                break;
            case "presentation": (await CompleteAsync(Office.Anna, "t4")).Ok(); break;
            case "terms": (await CompleteAsync(Office.Anna, "t5", "Agreed")).Ok(); break;
            case "order": (await CompleteAsync(Office.Olga, "t6")).Ok(); break;
            case "fulfillment":
                (await CompleteAsync(Office.Fedor, "t7a")).Ok();
                (await CompleteAsync(Office.Anna, "t7b")).Ok();
                break;
            default: throw new XunitException($"{stage} is passed by its result.");
        }
    }

    private async Task ProveAsync(string stage)
    {
        switch (stage)
        {
            case "first-contact": await ContactAsync(); break;
            case "qualification": await FindDecisionMakerAsync(); break;
            case "proposal": await OfferAsync(); break;
            case "presentation": await PresentAsync(); break;
            case "terms": await SetStatusAsync(Office.Anna, OfferId, "Accepted"); break;
            case "order":
                await OrderAsync();
                await SignAsync();
                break;
            case "fulfillment":
                await ShipAsync();
                await PayAsync();
                break;
        }
    }
}
