using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>
/// Tells the demo's twelve months once the product answers, so that nobody waits for them at the door. A host that was stopped in the
/// middle goes on where it was. Jobs wait for the end: a timer of the past would ring while it is told.
/// </summary>
internal sealed class DemoStory(IDbContextFactory<CrmDbContext> databases, IWorkflowStore store, WorkflowRuntime runtime, TimeProvider clock,
    IHostApplicationLifetime host) : BackgroundService
{
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ordered;

    /// <summary>Ends when everything is told; where there is nothing to tell, once the host has started.</summary>
    public Task Told => told.Task;

    public bool IsTold => told.Task.IsCompleted;

    /// <summary>Asks for the story, before the host starts.</summary>
    public void Order() => ordered = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            if (!ordered) return;
            await using var database = await databases.CreateDbContextAsync(stoppingToken);
            if (await DemoStaff.Find(database, stoppingToken) is not { } staff) return;
            await new DemoSales(databases, store, runtime, clock).Play(staff, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is told at the next start.
        }
        finally
        {
            told.TrySetResult();
        }
    }

    private Task Started(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task.WaitAsync(stopping);
    }
}
