using System.Globalization;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Fault.Tests.Kills;

public sealed class KillTests
{
    private const int CallsBetween = 200, People = 8;

    // Twenty kills a database take minutes; a change of the command path is tried with all of them.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CRMFLOW_KILLS") ?? "5", CultureInfo.InvariantCulture);

    [Theory, OnBothDatabases]
    public async Task A_host_killed_again_and_again_under_load_loses_nothing_and_doubles_nothing(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var database = await TestDatabase.CreateAsync(kind);
        var port = Machine.FreePort();
        var load = await FurnishAsync(database, port);
        await using var host = await HostProcess.StartAsync(database, port: port);
        using var stop = new CancellationTokenSource();
        load.Resume();
        var work = load.RunAsync(People, seed, stop.Token);

        for (var kill = 0; kill < Kills; kill++)
        {
            await load.AcknowledgedAsync(CallsBetween, cancel);
            // The moment is what is random: it must fall anywhere between two acts of the host.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), cancel);
            load.Pause();
            await host.KillAsync();
            await host.StartAgainAsync();
            load.Resume();
        }
        await load.AcknowledgedAsync(CallsBetween, cancel);
        await stop.CancelAsync();
        await work;
        await host.KillAsync();

        var told = load.Calls.Count(c => c.Answer is not null);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {load.Calls.Count} commands, {told} acknowledged, {load.Calls.Count - told} unknown, {load.Repeats} repeated after their answer");
        Assert.Empty(load.Contradictions);
        Assert.True(told >= Kills * CallsBetween);
        await using var context = database.Open();
        await new LoadProof(context, load.Calls).VerifyAsync();
    }

    private static async Task<Load> FurnishAsync(TestDatabase database, int port)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        var key = await app.InScopeAsync(async services =>
        {
            var (token, text) = ApiToken.Issue(office.Anna.Id, "load", TimeSpan.FromDays(1), services.GetRequiredService<TimeProvider>().GetUtcNow());
            var context = services.GetRequiredService<CrmDbContext>();
            context.Add(token);
            await context.SaveChangesAsync();
            return text;
        });
        var reason = await office.ReadAsync(d => d.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync());
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        return new Load(new LoadPlace(address, key, office.CustomerId, office.ContactId, office.AdChannelId, reason));
    }
}
