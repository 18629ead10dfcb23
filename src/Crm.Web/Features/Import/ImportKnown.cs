using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>People, customers and products that rows may name: those of the database and those of the files before, which have no id yet.</summary>
internal sealed class ImportKnown
{
    private const string Unidentified = "system:unidentified";

    /// <summary>By login, which is made of the name.</summary>
    public required Dictionary<string, Guid> Users { get; init; }

    /// <summary>By name, where no two people share it.</summary>
    public required IReadOnlyDictionary<string, Guid> UsersByName { get; init; }

    /// <summary>By the other system's key, else by name.</summary>
    public required Dictionary<string, Guid> Customers { get; init; }

    /// <summary>By the other system's key, else by article number or name.</summary>
    public required Dictionary<string, Guid> Products { get; init; }
    public required List<Unit> Units { get; init; }
    public required Guid DealTypeId { get; init; }
    public required StageFlow Flow { get; init; }
    public required LossReason NotRecorded { get; init; }

    /// <summary>Who gets the deals of a file that names nobody: the person who imports.</summary>
    public Guid? DefaultOwner { get; init; }

    /// <summary>Keys of deals of this import, kept when documents may name them.</summary>
    public HashSet<string>? NewDeals { get; init; }

    public static string LoginOf(string name) => string.Join('.', name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public Guid? FindUser(string text) =>
        Users.TryGetValue(text, out var byLogin) || Users.TryGetValue(LoginOf(text), out byLogin) || UsersByName.TryGetValue(text, out byLogin) ? byLogin : null;

    /// <summary>The customer of documents that name none.</summary>
    public Guid? Nobody
    {
        get => Customers.TryGetValue(Unidentified, out var id) ? id : null;
        set => Customers[Unidentified] = value!.Value;
    }

    public static async Task<ImportKnown> Read(CrmDbContext database, ProcedureCatalog procedures, ImportProfile profile, Actor actor,
        CancellationToken cancellation)
    {
        var typeId = await database.Set<DealType>().Where(t => t.Code == profile.DealType).Select(t => t.Id).FirstOrDefaultAsync(cancellation);
        var current = await procedures.Current(typeId, database, cancellation) ?? throw DomainException.For("GEN-003", "dealType", profile.DealType);
        var users = await database.Set<User>().AsNoTracking().Select(u => new { u.Login, u.Name, u.Id }).ToListAsync(cancellation);
        var customers = await database.Set<Customer>().AsNoTracking().OrderBy(c => c.Id).Select(c => new { c.ExternalKey, c.Name, c.Id }).ToListAsync(cancellation);
        var products = await database.Set<Product>().AsNoTracking().Select(p => new { p.ExternalKey, p.Sku, p.Name, p.Id }).ToListAsync(cancellation);
        return new ImportKnown
        {
            Users = users.ToDictionary(u => u.Login, u => u.Id),
            UsersByName = users.GroupBy(u => u.Name).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First().Id),
            Customers = First(customers.Select(c => (c.ExternalKey, c.Id)).Concat(customers.Select(c => ((string?)c.Name, c.Id)))),
            Products = First(products.Select(p => (p.ExternalKey, p.Id)).Concat(products.Select(p => ((string?)p.Sku, p.Id)))
                .Concat(products.Select(p => ((string?)p.Name, p.Id)))),
            Units = await database.Set<Unit>().AsNoTracking().ToListAsync(cancellation),
            DealTypeId = typeId,
            Flow = current.Procedure.Flow,
            NotRecorded = await database.Set<LossReason>().AsNoTracking().FirstAsync(r => r.Code == SystemRecords.NotRecorded, cancellation),
            DefaultOwner = actor.IsPerson ? actor.Id : null,
            NewDeals = profile.Kinds.ContainsKey(ImportProfile.Documents) ? [] : null,
        };
    }

    private static Dictionary<string, Guid> First(IEnumerable<(string? Word, Guid Id)> words)
    {
        var first = new Dictionary<string, Guid>();
        foreach (var (word, id) in words)
            if (word is not null) first.TryAdd(word, id);
        return first;
    }
}
