using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>People, customers and products that rows may name: those of the database and those of the files before.</summary>
internal sealed class ImportKnown
{
    /// <summary>By login, which is made of the name.</summary>
    public required Dictionary<string, Guid> Users { get; init; }
    public required Dictionary<string, Guid> Customers { get; init; }
    public required Dictionary<string, Guid> Products { get; init; }
    public required List<Unit> Units { get; init; }
    public required Guid DealTypeId { get; init; }
    public required StageFlow Flow { get; init; }
    public required LossReason NotRecorded { get; init; }

    public static string LoginOf(string name) => string.Join('.', name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static async Task<ImportKnown?> Read(CrmDbContext database, ProcedureCatalog procedures, string dealType, CancellationToken cancellation)
    {
        var typeId = await database.Set<DealType>().Where(t => t.Code == dealType).Select(t => t.Id).FirstOrDefaultAsync(cancellation);
        if (await procedures.Current(typeId, database, cancellation) is not { } current) return null;
        return new ImportKnown
        {
            Users = await database.Set<User>().AsNoTracking().ToDictionaryAsync(u => u.Login, u => u.Id, cancellation),
            Customers = (await database.Set<Customer>().AsNoTracking().Where(c => c.ExternalKey != null)
                .Select(c => new { c.ExternalKey, c.Id }).ToListAsync(cancellation)).ToDictionary(c => c.ExternalKey!, c => c.Id),
            Products = (await database.Set<Product>().AsNoTracking().Where(p => p.ExternalKey != null)
                .Select(p => new { p.ExternalKey, p.Id }).ToListAsync(cancellation)).ToDictionary(p => p.ExternalKey!, p => p.Id),
            Units = await database.Set<Unit>().AsNoTracking().ToListAsync(cancellation),
            DealTypeId = typeId,
            Flow = current.Procedure.Flow,
            NotRecorded = await database.Set<LossReason>().AsNoTracking().FirstAsync(r => r.Code == SystemRecords.NotRecorded, cancellation),
        };
    }
}
