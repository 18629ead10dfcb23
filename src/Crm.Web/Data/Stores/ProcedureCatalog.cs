using System.Collections.Concurrent;
using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>Procedure versions never change, so each is read and parsed once per process.</summary>
internal sealed class ProcedureCatalog
{
    private readonly ConcurrentDictionary<Guid, Procedure> versions = new();

    public async Task<Procedure> Get(Guid versionId, CrmDbContext database, CancellationToken cancellation = default)
    {
        if (versions.TryGetValue(versionId, out var known)) return known;
        var stored = await database.Set<ProcedureVersion>().AsNoTracking().FirstAsync(v => v.Id == versionId, cancellation);
        return versions.GetOrAdd(versionId, Procedure.Of(stored));
    }

    public async Task<(DealType Type, Procedure Procedure)?> Current(Guid dealTypeId, CrmDbContext database, CancellationToken cancellation = default)
    {
        var type = await database.Set<DealType>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == dealTypeId, cancellation);
        return type?.CurrentVersionId is { } current ? (type, await Get(current, database, cancellation)) : null;
    }
}
