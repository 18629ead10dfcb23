using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>An import that runs, or ran, on this node for one person.</summary>
public sealed class ImportJob : IDisposable
{
    private readonly ImportOrder order;
    private readonly CancellationTokenSource stop = new();

    internal ImportJob(Guid userId, ImportOrder order, DateTimeOffset startedAt)
    {
        this.order = order;
        UserId = userId;
        StartedAt = startedAt;
        Files = [.. order.Files.Select(f => f.Name)];
        Answer = new ImportAnswer(order.BadRows);
    }

    public Guid Id { get; } = Guid.CreateVersion7();
    public Guid UserId { get; }
    public DateTimeOffset StartedAt { get; }
    public bool DryRun => order.DryRun;
    public string Profile => order.Profile.Name;
    public IReadOnlyList<string> Files { get; }
    internal ImportProgress Progress => order.Progress;
    internal ImportAnswer Answer { get; }

    /// <summary>Why it ended before its end; what was written before stays, and the same files again add the rest.</summary>
    public DomainException? Refused { get; private set; }
    public bool IsCanceled { get; private set; }

    /// <summary>A fault of the program, which is in its log.</summary>
    public Exception? Fault { get; private set; }
    public Task Ended { get; private set; } = Task.CompletedTask;
    public bool IsRunning => !Ended.IsCompleted;

    internal void Start(ImportRun run) => Ended = Task.Run(() => Run(run));

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
