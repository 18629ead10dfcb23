using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crm.Fault.Tests.History;
using Crm.Testing;

namespace Crm.Fault.Tests.Kills;

/// <summary>One of the people: of the commands whose fate she does not know she repeats about half under the same key and gives up the rest.</summary>
internal sealed class LoadWorker(Load load, Random random, CancellationToken stop)
{
    public async Task RunAsync()
    {
        using var http = new HttpClient { BaseAddress = load.Place.Address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", load.Place.Key);
        var api = new ApiClient(http);
        try
        {
            for (var number = 1; !stop.IsCancellationRequested; number++) await WorkOneDealAsync(api, number);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task WorkOneDealAsync(ApiClient api, int number)
    {
        var opened = await SayAsync(api, "deal.open", "/api/deals", new
        {
            dealType = "standard-sale",
            name = $"Sale {number.ToString(CultureInfo.InvariantCulture)}",
            customerId = load.Place.CustomerId,
            currency = "RUB",
            potential = 10_000m,
            adChannelId = load.Place.ChannelId,
            expectedCloseOn = "2199-01-01",
        });
        if (opened is null) return;
        var deal = $"/api/deals/{(string)JsonNode.Parse(opened)!["id"]!}";
        if (await SayAsync(api, "interaction.record", deal + "/interactions", new { kind = "Call", theme = "First talk", outcome = "Reached" }) is null) return;
        if (!await CompleteAsync(api, deal)) return;
        var decides = new { customerId = load.Place.CustomerId, role = "Other", contactId = load.Place.ContactId, influence = "DecisionMaker" };
        if (await SayAsync(api, "participant.add", deal + "/participants", decides) is null) return;
        if (!await CompleteAsync(api, deal)) return;
        await SayAsync(api, "deal.close", deal + "/closure", new { outcome = "Lost", lossReasonId = load.Place.LossReasonId });
    }

    private async Task<bool> CompleteAsync(ApiClient api, string deal)
    {
        var task = await FirstTaskAsync(api, deal.Split('/')[^1]);
        return await SayAsync(api, "task.complete", $"/api/tasks/{task}/completion", new { choice = "Done" }) is not null;
    }

    private async Task<string> FirstTaskAsync(ApiClient api, string dealId)
    {
        while (true)
        {
            await load.UpAsync(stop);
            try
            {
                var answer = await api.GetAsync($"/api/tasks?deal={dealId}");
                if (answer.Status != 503) return (string)answer.Ok().Json["items"]!.AsArray().Single()!["id"]!;
            }
            catch (Exception problem) when (IsGone(problem))
            {
            }
        }
    }

    /// <returns>The answer, or null when the command was given up.</returns>
    private async Task<string?> SayAsync(ApiClient api, string act, string path, object body)
    {
        await load.UpAsync(stop);
        var call = new ClientCall(act, path + "?confirm=true", body);
        load.Said(call);
        do
        {
            await load.UpAsync(stop);
            try
            {
                await SendAsync(api, call);
                return call.Answer;
            }
            catch (Exception problem) when (IsGone(problem))
            {
            }
        }
        while (random.Next(2) == 0);
        return null;
    }

    private async Task SendAsync(ApiClient api, ClientCall call)
    {
        var answer = await call.SendAsync(api);
        // Busy is no refusal: the same command may be said again.
        if (answer.Status is 429 or 503) throw new HttpRequestException(answer.Text);
        if (answer.Status >= 300)
        {
            load.Refuse(call, $"{answer.Status} {answer.Text}");
            return;
        }
        load.Acknowledge(call);
        if (random.Next(10) > 0) return;
        var again = await call.SendAsync(api);
        if (again.Status < 500) load.Repeated(call, again.Text);
    }

    private static bool IsGone(Exception problem) => problem is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException };
}
