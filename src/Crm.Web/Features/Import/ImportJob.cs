using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>An import that runs, or ran, on this node for one person.</summary>
internal sealed class ImportJob(Guid userId, ImportOrder order, DateTimeOffset startedAt) : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public Guid Id { get; } = Guid.CreateVersion7();
    public Guid UserId => userId;
    public DateTimeOffset StartedAt => startedAt;
    public bool DryRun => order.DryRun;
    public string Profile => order.Profile.Name;
    public IReadOnlyList<string> Files { get; } = [.. order.Files.Select(f => f.Name)];
    public ImportProgress Progress => order.Progress;
    public ImportAnswer Answer { get; } = new(order.BadRows);

    /// <summary>Why it ended before its end; what was written before stays, and the same files again add the rest.</summary>
    public DomainException? Refused { get; private set; }
    public bool IsCanceled { get; private set; }

    /// <summary>A fault of the program, which is in its log.</summary>
    public Exception? Fault { get; private set; }
    public Task Ended { get; private set; } = Task.CompletedTask;
    public bool IsRunning => !Ended.IsCompleted;

    public void Start(ImportRun run) => Ended = Task.Run(() => Run(run));

    /// <summary>At the next row or batch; the batch under way is not written.</summary>
    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();

    private async Task Run(ImportRun run)
    {
        try
        {
            await run.Run(order, Answer, stop.Token);
        }
        catch (DomainException refused)
        {
            Refused = refused;
        }
        catch (OperationCanceledException)
        {
            IsCanceled = true;
        }
        catch (Exception fault) when (Hosting.Faults.AsRefusal(fault) is { } refused)
        {
            Refused = refused;
        }
        catch (Exception fault)
        {
            Fault = fault;
        }
    }
}
