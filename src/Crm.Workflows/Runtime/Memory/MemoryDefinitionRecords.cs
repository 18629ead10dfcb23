using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Done = System.Threading.Tasks.Task;

namespace Crm.Workflows.Runtime.Memory;

/// <param name="track">Hands out the session's own copy of a committed record.</param>
internal sealed class MemoryDefinitionRecords(MemoryRecords records, Func<object, object> track) : IDefinitionRecords
{
    public Task<DefinitionVersion?> Find(string definitionId, int version, CancellationToken cancellation = default) =>
        Done.FromResult(Tracked<DefinitionVersion>(d => d.DefinitionId == definitionId && d.Version == version).FirstOrDefault());

    public Task<IReadOnlyList<DefinitionVersion>> Current(string definitionId, CancellationToken cancellation = default) =>
        All<DefinitionVersion>(d => d.DefinitionId == definitionId && (d.IsLatest || d.IsPublished));

    public Task<int> LastNumber(string definitionId, CancellationToken cancellation = default) =>
        Done.FromResult(records.All<DefinitionVersion>().Where(d => d.DefinitionId == definitionId).Max(d => (int?)d.Version) ?? 0);

    public Task<DefinitionVersion?> Before(DefinitionVersion version, CancellationToken cancellation = default) =>
        Done.FromResult(Tracked<DefinitionVersion>(d => d.DefinitionId == version.DefinitionId && d.Version < version.Version).MaxBy(d => d.Version));

    public Task<bool> IsNameTaken(string name, string definitionId, CancellationToken cancellation = default) => Done.FromResult(
        records.All<DefinitionVersion>().Any(d => d.IsLatest && d.DefinitionId != definitionId && string.Equals(d.Name, name, StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyList<DefinitionVersion>> Naming(string definitionId, CancellationToken cancellation = default) =>
        All<DefinitionVersion>(d => d.IsLatest && d.DefinitionId != definitionId && d.Text.Contains($"\"{definitionId}\"", StringComparison.Ordinal));

    public Task<IReadOnlyList<DefinitionVersion>> NotIndexed(CancellationToken cancellation = default) =>
        All<DefinitionVersion>(d => d is { IsPublished: true, IsIndexed: false });

    public Task<IReadOnlyList<StartTrigger>> TriggersOf(string definitionId, CancellationToken cancellation = default) =>
        All<StartTrigger>(t => t.DefinitionId == definitionId);

    public Task<DealType?> DealType(string code, CancellationToken cancellation = default) =>
        Done.FromResult(Tracked<DealType>(t => t.Code == code).FirstOrDefault());

    public Task<IReadOnlyList<DealType>> TypesDrivenBy(string definitionId, CancellationToken cancellation = default) =>
        All<DealType>(t => t.DefinitionId == definitionId);

    public Task<ProcedureVersion?> ProcedureOf(DealType type, CancellationToken cancellation = default) =>
        Done.FromResult(type.CurrentVersionId is { } id ? Tracked<ProcedureVersion>(p => p.Id == id).FirstOrDefault() : null);

    public async Task<IReadOnlyList<PublishApproval>> ApprovalsOf(DefinitionVersion version, CancellationToken cancellation = default) =>
        [.. (await All<PublishApproval>(a => a.DefinitionVersionId == version.Id && a.Stands)).OrderBy(a => a.Id)];

    public Task<string?> PublishedVersion(string definitionId, CancellationToken cancellation = default) =>
        Done.FromResult(records.All<DefinitionVersion>().FirstOrDefault(d => d.DefinitionId == definitionId && d.IsPublished)?.Id);

    // Nothing in memory stands in the way of anything before it is saved.
    public Task Flush(CancellationToken cancellation = default) => Done.CompletedTask;

    public Task<bool> IsRunning(string? definitionId, string? correlationId, CancellationToken cancellation = default) => Done.FromResult(
        records.All<WorkflowInstance>().Any(i => i.IsOpen && (definitionId is null || i.DefinitionId == definitionId)
            && (correlationId is null || i.CorrelationId == correlationId)));

    private Task<IReadOnlyList<T>> All<T>(Func<T, bool> match) where T : class => Done.FromResult<IReadOnlyList<T>>([.. Tracked(match)]);

    private IEnumerable<T> Tracked<T>(Func<T, bool> match) where T : class => records.All<T>().Where(match).Select(record => (T)track(record)).ToList();
}
