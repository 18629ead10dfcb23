using Crm.Domain.Deals;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Crm.Fault.Tests.Databases;

/// <summary>R-91: PostgreSQL has committed, and the connection is cut before its reply is there.</summary>
public sealed class LostReplyTests
{
    private const int People = 8;
    private static readonly int Sales = LongRun.Of(10, 200);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R_91_a_command_whose_commit_was_not_answered_says_what_is_stored_and_happens_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var direct = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var proxy = new LosingProxy(direct.Host!, direct.Port);
        var through = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = proxy.Port, SslMode = SslMode.Disable };
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database, Settings = new Dictionary<string, string?> { ["Database:ConnectionString"] = through.ConnectionString } });
        await using var office = await SalesOffice.InAsync(app);
        var anna = await office.ApiAsync(office.Anna);
        var calls = new List<ClientCall>();

        // One after the other: every single reply is lost.
        for (var sale = 0; sale < Sales; sale++) await SellAsync(anna, calls, () => proxy.Lose(1));
        Assert.Equal(calls.Count, proxy.Lost);
        // And with many at once some, wherever they hit.
        var before = proxy.Lost;
        await Task.WhenAll(Enumerable.Range(0, People).Select(async _ =>
        {
            var own = new List<ClientCall>();
            for (var sale = 0; sale < Sales / 5; sale++) await SellAsync(anna, own, () => proxy.Lose(Random.Shared.Next(3) == 0 ? 1 : 0));
            lock (calls) calls.AddRange(own);
        }));
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls.Count} commands, {proxy.Lost} replies lost, {proxy.Lost - before} of them with {People} people at once");

        await using var context = database.Open();
        var stored = await context.Set<CommandAnswer>().AsNoTracking().ToDictionaryAsync(c => c.OperationId, c => c.Body, Stop);
        Assert.All(calls, call => Assert.Equal(stored[call.Operation], call.Answer));
        var opened = await context.Set<DealEvent>().CountAsync(e => e.Kind == "deal.opened", Stop);
        Assert.Equal(calls.Count(c => c.Act == "deal.open"), opened);
        await new HistoryCheck(calls).ProveAsync(context);
    }

    private static async Task SellAsync(ApiClient api, List<ClientCall> calls, Action lose)
    {
        var opening = new ClientCall("deal.open", "/api/deals", new { dealType = "manual-pipeline", name = "Pumps", currency = "RUB" });
        var deal = (await SayAsync(opening)).Id;
        await SayAsync(new ClientCall("interaction.record", $"/api/deals/{deal}/interactions", new { kind = "Call", theme = "First talk", outcome = "Reached" }));
        await SayAsync(new ClientCall("deal.move", $"/api/deals/{deal}/stage?confirm=true", new { stage = "contacted" }));

        async Task<ApiAnswer> SayAsync(ClientCall call)
        {
            calls.Add(call);
            lose();
            var first = (await call.SendAsync(api)).Ok();
            return first;
        }
    }
}
