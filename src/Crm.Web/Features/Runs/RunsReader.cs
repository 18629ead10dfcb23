using Crm.Domain;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>Reads the list of runs part by part, newest first, and how many there are in each state.</summary>
internal sealed class RunsReader(IDbContextFactory<CrmDbContext> databases, StuckReader stuck, RunWaits waits, RunTitles titles)
{
    public const int PageSize = 50;

    private const int Most = 200;

    /// <param name="after">The last run of the part before.</param>
    public async Task<Page<RunRow>> Read(RunFilter filter, Guid? after = null, int size = PageSize, CancellationToken cancellation = default)
    {
        if (size is < 1 or > Most) throw DomainException.For("GEN-003", "limit", "limit");
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var runs = await Filtered(filter, database, cancellation);
        if (filter.State is { } state) runs = runs.Where(i => i.Status == state);
        if (after is { } last)
        {
            // Ids of child runs say nothing of their time, so the time of the last one is read.
            var at = await database.Set<WorkflowInstance>().Where(i => i.Id == last).Select(i => (DateTimeOffset?)i.CreatedAt).FirstOrDefaultAsync(cancellation)
                ?? throw DomainException.For("GEN-003", "after", "after");
            runs = runs.Where(i => i.CreatedAt < at || (i.CreatedAt == at && i.Id.CompareTo(last) < 0));
        }
        var found = await runs.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(size + 1).Select(i => new
        {
            i.Id,
            i.DefinitionId,
            i.DefinitionVersionId,
            i.DefinitionVersion,
            i.Status,
            i.UpdatedAt,
            i.FinishedAt,
            i.CreatedAt,
            i.OpenIncidents,
            i.DealId,
            i.ParentInstanceId,
        }).ToListAsync(cancellation);
        var shown = found.Take(size).ToList();
        var (names, deals) = (await titles.All(cancellation), await database.DealNames(shown.Select(i => i.DealId), cancellation));
        var waiting = await waits.Of(shown.ToDictionary(i => i.Id, i => i.DefinitionVersionId), database, cancellation);
        var rows = shown.Select(i => new RunRow(i.Id, i.DefinitionId, names.GetValueOrDefault(i.DefinitionId) ?? i.DefinitionId, i.DefinitionVersion, i.Status,
            i.FinishedAt ?? i.UpdatedAt, i.CreatedAt, i.OpenIncidents)
        {
            DealId = i.DealId,
            Deal = i.DealId is { } deal ? deals.GetValueOrDefault(deal) : null,
            ParentId = i.ParentInstanceId,
            Waits = [.. waiting[i.Id]],
        }).ToList();
        return new(rows, found.Count > size ? rows[^1].Id : null);
    }

    /// <summary>How many there are in each state, whatever state the filter asks for.</summary>
    public async Task<IReadOnlyDictionary<WorkflowStatus, int>> Count(RunFilter filter, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var runs = await Filtered(filter, database, cancellation);
        return await runs.GroupBy(i => i.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
    }

    private async Task<IQueryable<WorkflowInstance>> Filtered(RunFilter filter, CrmDbContext database, CancellationToken cancellation)
    {
        var runs = filter.Apply(database.Set<WorkflowInstance>().AsNoTracking(), database);
        return filter.Stuck ? await stuck.Stuck(runs, database, cancellation) : runs;
    }
}
