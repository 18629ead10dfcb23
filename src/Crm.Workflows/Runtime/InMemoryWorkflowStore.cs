using Crm.Domain.Audit;
using Crm.Workflows.Runtime.Memory;

namespace Crm.Workflows.Runtime;

/// <summary>
/// The engine's storage in memory, for tests and simulation. One transaction at a time; a session works on copies of the records
/// and only saving puts them in place.
/// </summary>
public sealed class InMemoryWorkflowStore : IWorkflowStore, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly MemoryRecords records = new();

    public async Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return new MemorySession(records, command, now, () => turn.Release());
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    public Task<CommandAnswer?> FindAnswer(Guid operationId, CancellationToken cancellation) =>
        Exclusively(() => RecordCopy.Of(records.Find<CommandAnswer>(operationId)), cancellation);

    public Task Deny(AuditEntry entry, OutboxMessage? signal, Finding? finding, CancellationToken cancellation) => Exclusively(() =>
    {
        var isNew = finding is not null && !records.All<Finding>().Any(f => f.DealId == finding.DealId && f.Key == finding.Key);
        records.Keep([entry, .. signal is null ? Array.Empty<object>() : [signal], .. isNew ? [finding!] : Array.Empty<object>()]);
        return true;
    }, cancellation);

    /// <summary>Puts records in place that the commands find, e.g. people, calendars, procedures.</summary>
    public Task Keep(IEnumerable<object> known, CancellationToken cancellation = default) => Exclusively(() =>
    {
        records.Keep([.. known]);
        return true;
    }, cancellation);

    /// <summary>Copies of all committed records of one kind.</summary>
    public Task<IReadOnlyList<T>> All<T>(CancellationToken cancellation = default) where T : class =>
        Exclusively<IReadOnlyList<T>>(() => [.. records.All<T>().Select(r => RecordCopy.Of(r)!)], cancellation);

    /// <summary>Asks the committed records of one kind in place, in the order they came; the answer must not hold on to them.</summary>
    public Task<TAnswer> Ask<T, TAnswer>(Func<IEnumerable<T>, TAnswer> question, CancellationToken cancellation = default) where T : class =>
        Exclusively(() => question(records.All<T>()), cancellation);

    /// <summary>How many records of one kind are committed.</summary>
    public Task<int> Count<T>(CancellationToken cancellation = default) where T : class => Exclusively(() => records.Count<T>(), cancellation);

    public void Dispose() => turn.Dispose();

    private async Task<T> Exclusively<T>(Func<T> act, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return act();
        }
        finally
        {
            turn.Release();
        }
    }
}
