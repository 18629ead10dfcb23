using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>The stored versions of definitions, for the catalog of graphs.</summary>
internal sealed class DefinitionTexts(IDbContextFactory<CrmDbContext> databases)
{
    public async ValueTask<string?> Load(string versionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<DefinitionVersion>().Where(d => d.Id == versionId).Select(d => d.Text).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// The newest published version of a definition that is not younger than the version that uses it, else the first one: what is published
    /// later must not change what already runs. For a draft it is the newest.
    /// </summary>
    public async ValueTask<string?> InForceFor(string definitionId, string userVersionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var versions = database.Set<DefinitionVersion>().AsNoTracking();
        var published = await versions.Where(d => d.Id == userVersionId).Select(d => d.PublishedAt).FirstOrDefaultAsync(cancellation);
        var known = await versions.Where(d => d.DefinitionId == definitionId && d.PublishedAt != null).OrderBy(d => d.PublishedAt).ThenBy(d => d.Version)
            .Select(d => new { d.Id, d.PublishedAt }).ToListAsync(cancellation);
        return (known.LastOrDefault(d => published is null || d.PublishedAt <= published) ?? known.FirstOrDefault())?.Id;
    }
}
