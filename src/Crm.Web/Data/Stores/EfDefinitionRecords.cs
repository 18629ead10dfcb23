using Crm.Domain.Deals;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

internal sealed class EfDefinitionRecords(CrmDbContext database) : IDefinitionRecords
{
    private DbSet<DefinitionVersion> Versions => database.Set<DefinitionVersion>();

    public Task<DefinitionVersion?> Find(string definitionId, int version, CancellationToken cancellation = default) =>
        Versions.FirstOrDefaultAsync(d => d.DefinitionId == definitionId && d.Version == version, cancellation);

    public async Task<IReadOnlyList<DefinitionVersion>> Current(string definitionId, CancellationToken cancellation = default) =>
        await Versions.Where(d => d.DefinitionId == definitionId && (d.IsLatest || d.IsPublished)).OrderBy(d => d.Version).ToListAsync(cancellation);

    public async Task<int> LastNumber(string definitionId, CancellationToken cancellation = default) =>
        await Versions.Where(d => d.DefinitionId == definitionId).MaxAsync(d => (int?)d.Version, cancellation) ?? 0;

    public Task<DefinitionVersion?> Before(DefinitionVersion version, CancellationToken cancellation = default) =>
        Versions.Where(d => d.DefinitionId == version.DefinitionId && d.Version < version.Version).OrderByDescending(d => d.Version).FirstOrDefaultAsync(cancellation);

    // The databases fold case differently beyond Latin letters, so the names are compared here.
    public async Task<bool> IsNameTaken(string name, string definitionId, CancellationToken cancellation = default) =>
        (await Versions.Where(d => d.IsLatest && d.DefinitionId != definitionId).Select(d => d.Name).ToListAsync(cancellation))
        .Contains(name, StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyList<DefinitionVersion>> Naming(string definitionId, CancellationToken cancellation = default) =>
        await Versions.Where(d => d.IsLatest && d.DefinitionId != definitionId && d.Text.Contains("\"" + definitionId + "\"")).OrderBy(d => d.DefinitionId)
            .ToListAsync(cancellation);

    public async Task<IReadOnlyList<DefinitionVersion>> NotIndexed(CancellationToken cancellation = default) =>
        await Versions.Where(d => d.IsPublished && !d.IsIndexed).OrderBy(d => d.DefinitionId).ToListAsync(cancellation);

    public async Task<IReadOnlyList<StartTrigger>> TriggersOf(string definitionId, CancellationToken cancellation = default) =>
        await database.Set<StartTrigger>().Where(t => t.DefinitionId == definitionId).OrderBy(t => t.Id).ToListAsync(cancellation);

    public Task<DealType?> DealType(string code, CancellationToken cancellation = default) =>
        database.Set<DealType>().FirstOrDefaultAsync(t => t.Code == code, cancellation);

    public async Task<IReadOnlyList<DealType>> TypesDrivenBy(string definitionId, CancellationToken cancellation = default) =>
        await database.Set<DealType>().Where(t => t.DefinitionId == definitionId).OrderBy(t => t.Code).ToListAsync(cancellation);

    public async Task<ProcedureVersion?> ProcedureOf(DealType type, CancellationToken cancellation = default) =>
        type.CurrentVersionId is { } id ? await database.Set<ProcedureVersion>().FindAsync([id], cancellation) : null;

    public async Task<IReadOnlyList<PublishApproval>> ApprovalsOf(DefinitionVersion version, CancellationToken cancellation = default) =>
        await database.Set<PublishApproval>().Where(a => a.DefinitionVersionId == version.Id && a.WithdrawnAt == null).OrderBy(a => a.Id).ToListAsync(cancellation);

    public Task<string?> PublishedVersion(string definitionId, CancellationToken cancellation = default) =>
        Versions.Where(d => d.DefinitionId == definitionId && d.IsPublished).Select(d => d.Id).FirstOrDefaultAsync(cancellation);

    public Task Flush(CancellationToken cancellation = default) => database.SaveChangesAsync(cancellation);

    public Task<bool> IsRunning(string? definitionId, string? correlationId, CancellationToken cancellation = default) =>
        database.Set<WorkflowInstance>().AnyAsync(i => (i.Status == WorkflowStatus.Running || i.Status == WorkflowStatus.Suspended)
            && (definitionId == null || i.DefinitionId == definitionId) && (correlationId == null || i.CorrelationId == correlationId), cancellation);
}
