using System.Diagnostics;
using System.Net.Http.Headers;
using Crm.Fault.Tests.Fixtures;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Timers;

/// <summary>R-30: timers fire late rather than never. Nobody was there for a day, and then a host starts.</summary>
public sealed class MissedTimersTests
{
    private const int Asked = 200;
    private const double MostTimesSlower = 2;
    private static readonly int Timers = LongRun.Of(300, 100_000);
    private static readonly TimeSpan DrainedWithin = TimeSpan.FromMinutes(LongRun.Of(2, 60));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task R_30_what_was_missed_in_a_day_fires_once_in_the_order_of_its_terms_and_people_are_answered_meanwhile(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var key = await FurnishAsync(database);
        // What people wait when nothing is due; the full form only, since it tells nothing in a moment.
        var before = LongRun.IsAsked ? await AloneAsync(database, key) : null;

        await using var host = await HostProcess.StartAsync(database, Settings(jobs: true));
        var watch = Stopwatch.StartNew();
        var during = new List<TimeSpan>();
        using var api = Client(host, key);
        while (await LeftAsync(database) > 0 && watch.Elapsed < DrainedWithin) during.AddRange(await AskAsync(api, LongRun.Of(5, 50)));
        var drained = watch.Elapsed;
        await host.KillAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {Timers} missed timers drained in {drained.TotalSeconds:0.0} s, {Timers / drained.TotalSeconds:0} a second, "
            + $"{during.Count} answers meanwhile, p95 {P95(during).TotalMilliseconds:0.0} ms" + (before is null ? "" : $" and {P95(before).TotalMilliseconds:0.0} ms before"));
        await VerifyAsync(database);
        Assert.NotEmpty(during);
        if (before is not null) Assert.True(P95(during) <= P95(before) * MostTimesSlower, $"p95 is {P95(during)} while draining and {P95(before)} before.");
    }

    private static async Task<string> FurnishAsync(TestDatabase database)
    {
        // Everything was due within a day that ended an hour ago.
        var clock = new TestClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(25));
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database, Clock = clock });
        await using var office = await SalesOffice.InAsync(app);
        await WaitingRuns.MakeAsync(office, Timers - 1);
        clock.Advance(TimeSpan.FromHours(25));
        return await Keys.IssueAsync(app, office.Anna);
    }

    private static async Task<List<TimeSpan>> AloneAsync(TestDatabase database, string key)
    {
        await using var host = await HostProcess.StartAsync(database, Settings(jobs: false));
        using var api = Client(host, key);
        await AskAsync(api, Asked);
        return await AskAsync(api, Asked);
    }

    private static Dictionary<string, string?> Settings(bool jobs) =>
        new() { ["Jobs:Enabled"] = jobs ? "true" : "false", ["Jobs:PollSeconds"] = "0.2", ["Database:MigrateAtStart"] = "false" };

    private static HttpClient Client(HostProcess host, string key)
    {
        var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>People look at their tasks and open deals by turns.</summary>
    private static async Task<List<TimeSpan>> AskAsync(HttpClient http, int times)
    {
        var api = new ApiClient(http);
        var waited = new List<TimeSpan>();
        for (var time = 0; time < times; time++)
        {
            var watch = Stopwatch.StartNew();
            if (time % 2 == 0) (await api.GetAsync("/api/tasks")).Ok();
            else (await api.PostAsync("/api/deals", new { dealType = "standard-sale", name = "Meanwhile", currency = "RUB" })).Ok();
            waited.Add(watch.Elapsed);
        }
        return waited;
    }

    private static async Task<int> LeftAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await context.Set<Bookmark>().CountAsync(b => b.DueAt != null, Stop);
    }

    private static async Task VerifyAsync(TestDatabase database)
    {
        await using var context = database.Open();
        Assert.Equal(0, await context.Set<Bookmark>().CountAsync(b => b.DueAt != null, Stop));
        Assert.Equal(Timers, await context.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == "waiting" && i.Status == WorkflowStatus.Finished, Stop));
        var fired = await context.Set<JournalEntry>().AsNoTracking().Where(j => j.ActivityType == "Elsa.Delay" && j.EventName == JournalEvent.Resumed)
            .Select(j => new { j.WorkflowInstanceId, j.Timestamp }).ToListAsync(Stop);
        Assert.Equal(Timers, fired.Count);
        Assert.Equal(Timers, fired.Select(f => f.WorkflowInstanceId).Distinct().Count());
        var inOrder = fired.Where(f => WaitingRuns.IsCopy(f.WorkflowInstanceId)).OrderBy(f => WaitingRuns.NumberOf(f.WorkflowInstanceId)).Select(f => f.Timestamp).ToList();
        Assert.Equal(inOrder.Order(), inOrder);
    }

    private static TimeSpan P95(List<TimeSpan> waited) => waited.Count == 0 ? TimeSpan.Zero : waited.Order().ElementAt((int)(waited.Count * 0.95));
}
