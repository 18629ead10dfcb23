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

namespace Crm.Fault.Tests;

/// <summary>Ten open tasks wait in each run, and all of all runs are finished as fast as the host takes it.</summary>
public sealed class RapidResumeTests
{
    private const int Branches = 10, Connections = 20;
    private static readonly int Runs = LongRun.Of(50, 500);

    [Theory, OnBothDatabases]
    public async Task Tasks_finished_as_fast_as_it_goes_leave_nothing_stuck_and_no_answer_without_its_effect(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind);
        var key = await FurnishAsync(database);
        await using var host = await HostProcess.StartAsync(database);
        await using var context = database.Open();
        var tasks = await context.Set<TaskItem>().AsNoTracking().Select(t => t.Id).ToListAsync(cancel);
        Assert.Equal(Runs * Branches, tasks.Count);
        var calls = new ConcurrentQueue<ClientCall>(tasks.OrderBy(_ => Random.Shared.Next())
            .Select(task => new ClientCall("task.complete", $"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" })));
        var all = calls.ToArray();

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WorkAsync(host.Address, key, calls)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{all.Length} completions in {watch.Elapsed.TotalSeconds:0.0} s, {all.Sum(c => c.Attempts.Count)} requests");
        await host.KillAsync();

        Assert.DoesNotContain(all, call => call.Answer is null);
        Assert.Equal(all.Length, await context.Set<TaskItem>().CountAsync(t => t.State == TaskState.Done, cancel));
        Assert.Equal(Runs, await context.Set<WorkflowInstance>().CountAsync(i => i.Status == WorkflowStatus.Finished, cancel));
        Assert.False(await context.Set<Bookmark>().AnyAsync(cancel));
        await new HistoryCheck(all).ProveAsync(context);
    }

    private static async Task WorkAsync(Uri address, string key, ConcurrentQueue<ClientCall> calls)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var api = new ApiClient(http);
        while (calls.TryDequeue(out var call))
        {
            // Busy is an answer too: the same command is said again.
            while ((await call.SendAsync(api)).Status == 503)
            {
            }
            call.Attempts[^1].Answer!.Ok();
        }
    }

    private static async Task<string> FurnishAsync(TestDatabase database)
    {
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        await using var office = await SalesOffice.InAsync(app);
        var flow = new OwnFlow("sheaf").Node("S", "Elsa.Start");
        for (var branch = 1; branch <= Branches; branch++) flow.Node($"B{branch}", "Elsa.RunTask", ("taskName", $"Part {branch}", "String")).Path("S", $"B{branch}");
        await flow.PublishAsync(app);
        for (var run = 0; run < Runs; run++) await office.OpenDealAsync(office.Anna, "sheaf");
        return await Keys.IssueAsync(app, office.Anna);
    }
}
