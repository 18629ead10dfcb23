using Crm.Testing;

namespace Crm.Fault.Tests.History;

/// <summary>What Anna does in the small history, with the log of what she was told.</summary>
internal sealed class SmallHistoryActs(SalesOffice office, List<ClientCall> calls)
{
    public async Task RunAsync(TestClock clock)
    {
        var anna = await office.ApiAsync(office.Anna);
        var sale = await OpenAsync(anna, "Pumps");
        await SayAsync(anna, "task.complete", await TaskOf(anna, sale, refusedAs: 409));
        await TalkAsync(anna, sale);
        clock.Advance(TimeSpan.FromMinutes(10));
        await SayAsync(anna, "task.complete", await TaskOf(anna, sale));
        await SayAsync(anna, "participant.add", ($"/api/deals/{sale}/participants", new { customerId = office.CustomerId, role = "Other", contactId = office.ContactId, influence = "DecisionMaker" }));
        clock.Advance(TimeSpan.FromMinutes(10));
        await SayAsync(anna, "task.complete", await TaskOf(anna, sale));

        var lost = await OpenAsync(anna, "Valves");
        await TalkAsync(anna, lost);
        clock.Advance(TimeSpan.FromMinutes(10));
        var reason = await StandardSale.Of(office, lost).LossReasonAsync("price");
        await SayAsync(anna, "deal.close", ($"/api/deals/{lost}/closure", new { outcome = "Lost", lossReasonId = reason }));

        var passed = await OpenAsync(anna, "Pipes");
        await TalkAsync(anna, passed);
        var last = await SayAsync(anna, "task.complete", await TaskOf(anna, passed));
        // Asked a second time, the host says the same again.
        await last.SendAsync(anna);
    }

    private async Task<Guid> OpenAsync(ApiClient api, string name)
    {
        var call = await SayAsync(api, "deal.open", ("/api/deals", new
        {
            dealType = "standard-sale",
            name,
            customerId = office.CustomerId,
            currency = "RUB",
            potential = 10_000m,
            adChannelId = office.AdChannelId,
            expectedCloseOn = "2199-01-01",
        }));
        return call.Acknowledged!.Answer!.Id;
    }

    private Task TalkAsync(ApiClient api, Guid deal) =>
        SayAsync(api, "interaction.record", ($"/api/deals/{deal}/interactions", new { kind = "Call", theme = "First talk", outcome = "Reached" }));

    private static async Task<(string, object)> TaskOf(ApiClient api, Guid deal, int refusedAs = 0)
    {
        var task = (string)(await api.GetAsync($"/api/tasks?deal={deal}")).Ok().Json["items"]!.AsArray().Single()!["id"]!;
        return ($"/api/tasks/{task}/completion{(refusedAs == 0 ? "?confirm=true" : "")}", new { choice = "Done" });
    }

    private async Task<ClientCall> SayAsync(ApiClient api, string act, (string Path, object Body) what)
    {
        var call = new ClientCall(act, what.Path, what.Body);
        calls.Add(call);
        await call.SendAsync(api);
        return call;
    }
}
