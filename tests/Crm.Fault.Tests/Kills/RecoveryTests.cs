using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Crm.Domain.Tasks;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Kills;

/// <summary>R-20 and R-21: what runs goes on after a kill by itself, and a host that is asked to stop leaves nothing half done.</summary>
public sealed class RecoveryTests
{
    private const int People = 8, CallsBetween = 60;
    private static readonly int Runs = LongRun.Of(16, 1000), Stops = LongRun.Of(1, 50);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(30), StoppedWithin = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task R_20_every_run_goes_on_after_a_kill_with_nobody_doing_anything(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var key = await FurnishAsync(database);
        await using var host = await HostProcess.StartAsync(database);
        await using var context = database.Open();
        var calls = (await context.Set<TaskItem>().AsNoTracking().Select(t => t.Id).ToListAsync(Stop))
            .ConvertAll(task => new ClientCall("task.complete", $"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" }));
        Assert.Equal(Runs, calls.Count);

        // Killed in the middle of the first half.
        var first = calls[..(Runs / 2)];
        using var answered = new SemaphoreSlim(0);
        var work = WorkAsync(host.Address, key, first, () => answered.Release());
        for (var answer = 0; answer < Runs / 8; answer++) Assert.True(await answered.WaitAsync(TimeSpan.FromSeconds(60), Stop));
        await host.KillAsync();
        await work;
        var watch = Stopwatch.StartNew();
        await host.StartAgainAsync();
        var back = watch.Elapsed;
        await WorkAsync(host.Address, key, calls);
        await host.KillAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {Runs} runs, back after {back.TotalSeconds:0.0} s, {first.Count(c => c.Attempts.Count > 1)} commands said again");
        Assert.DoesNotContain(calls, call => call.Answer is null);
        Assert.True(back < BackWithin, $"The host was back after {back}.");
        Assert.Equal(Runs, await context.Set<WorkflowInstance>().CountAsync(i => i.Status == WorkflowStatus.Finished, Stop));
        await new HistoryCheck(calls).ProveAsync(context);
    }

    [Theory, OnBothDatabases]
    public async Task R_21_a_host_that_is_asked_to_stop_under_load_ends_what_it_began_and_loses_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var port = Machine.FreePort();
        var load = await Load.FurnishAsync(database, port);
        await using var host = await HostProcess.StartAsync(database, port: port);
        using var end = new CancellationTokenSource();
        load.Resume();
        var work = load.RunAsync(People, seed: 1, end.Token);
        for (var stop = 0; stop < Stops; stop++)
        {
            await load.AcknowledgedAsync(CallsBetween, Stop);
            load.Pause();
            await host.SignalAsync("TERM");
            Assert.Equal(0, await host.WaitForExitAsync(StoppedWithin));
            await host.StartAgainAsync();
            load.Resume();
        }
        await load.AcknowledgedAsync(People, Stop);
        await end.CancelAsync();
        await work;
        await host.KillAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {Stops} stops, {load.Calls.Count} commands, {load.Calls.Count(c => c.Answer is null)} unanswered");
        Assert.Empty(load.Contradictions);
        await using var context = database.Open();
        await new LoadProof(context, load).VerifyAsync();
        await new HistoryCheck(load.Calls).ProveAsync(context);
    }

    /// <summary>Everything that has no answer yet is said until there is one or the host is gone.</summary>
    private static async Task WorkAsync(Uri address, string key, List<ClientCall> calls, Action? answered = null)
    {
        var waiting = new ConcurrentQueue<ClientCall>(calls.Where(c => c.Answer is null));
        await Task.WhenAll(Enumerable.Range(0, People).Select(async _ =>
        {
            using var http = new HttpClient { BaseAddress = address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var api = new ApiClient(http);
            while (waiting.TryDequeue(out var call))
            {
                while (await call.TrySendAsync(api) is { Status: 503 })
                {
                }
                if (call.Answer is not null) answered?.Invoke();
            }
        }));
    }

    private static async Task<string> FurnishAsync(TestDatabase database)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        await new OwnFlow("short").Node("S", "Elsa.Start").Node("T", "Elsa.RunTask", ("taskName", "Look", "String")).Path("S", "T").PublishAsync(app);
        for (var run = 0; run < Runs; run++) await office.OpenDealAsync(office.Anna, "short");
        return await Keys.IssueAsync(app, office.Anna);
    }
}
