using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Runs;

/// <summary>What procedures are called: after the type of deal that they lead, else as their author named them.</summary>
internal sealed class RunTitles(IDbContextFactory<CrmDbContext> databases)
{
    public async Task<IReadOnlyDictionary<string, string>> All(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var language = CultureInfo.CurrentUICulture.Name;
        var titles = await database.Set<DefinitionVersion>().AsNoTracking().Where(d => d.IsLatest).Select(d => new { d.DefinitionId, d.Name })
            .ToDictionaryAsync(d => d.DefinitionId, d => d.Name, cancellation);
        var types = await database.Set<DealType>().AsNoTracking().Where(t => t.DefinitionId != null).OrderBy(t => t.Id)
            .Select(t => new { Definition = t.DefinitionId!, t.NameEn, t.NameRu }).ToListAsync(cancellation);
        foreach (var type in types) titles[type.Definition] = new LocalText(type.NameEn, type.NameRu).In(language);
        return titles;
    }
}
