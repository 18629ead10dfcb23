using Crm.Domain.Users;
using Crm.Fault.Tests.Fixtures;
using Crm.Testing;

namespace Crm.Fault.Tests.History;

/// <summary>What needs more than one person in the small history, and the process owner's part of it.</summary>
internal sealed class SmallHistoryPapers(SalesOffice office)
{
    private const decimal Discount = 15;

    public async Task RunAsync()
    {
        await PublishAsync();
        await (await StandardSale.OpenAsync(office, Discount)).ReachAsync("presentation");
        await OverrideAsync();
    }

    /// <summary>Twice: the second version starts at other moments than the first.</summary>
    private async Task PublishAsync()
    {
        var pavel = await office.ApiAsync(office.Pavel);
        for (var version = 1; version <= 2; version++)
        {
            (await pavel.PostAsync("/api/workflow-definitions", StartedFlow.Document("leads", version))).Ok();
            (await pavel.PostAsync($"/api/workflow-definitions/leads/versions/{version}/publication", new { note = "Next" })).Ok();
        }
    }

    /// <summary>Boris asks to let an offer pass that is over the limit, and another head of sales allows it.</summary>
    private async Task OverrideAsync()
    {
        var sale = await StandardSale.OpenAsync(office, Discount);
        await sale.ReachAsync("proposal");
        await sale.OfferAsync();
        var galina = await office.ApiAsync(await office.HireAsync("Galina Belova", Role.SalesHead));
        var asked = (await (await office.ApiAsync(office.Boris)).PostAsync($"/api/deals/{sale.DealId}/overrides", new { code = "G3.2", reason = "An old customer" })).Ok();
        (await galina.PostAsync($"/api/deals/{sale.DealId}/overrides/{asked.Id}/approval")).Ok();
    }
}
