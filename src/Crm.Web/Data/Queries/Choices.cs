using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Short lists for fields in which a record is chosen.</summary>
internal sealed class Choices(IDbContextFactory<CrmDbContext> databases)
{
    private const int Shown = 20;

    public async Task<IReadOnlyList<Choice>> Customers(string? text, bool competitors = false, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = Crm.Domain.Customers.Customer.KeyOf(text ?? "");
        var found = await database.Set<Customer>().AsNoTracking().Where(c => !c.IsSystem && (key == "" || c.NameKey.Contains(key)))
            .OrderBy(c => c.Name).Take(competitors ? 200 : Shown).Select(c => new { c.Id, c.Name, c.Region, c.Roles }).ToListAsync(cancellation);
        return [.. found.OrderByDescending(c => competitors && c.Roles.Contains(CustomerRole.Competitor)).Take(Shown)
            .Select(c => new Choice(c.Id, c.Name) { Note = c.Region })];
    }

    public async Task<Choice?> Customer(Guid? id, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Customer>().Where(c => c.Id == id).Select(c => new Choice(c.Id, c.Name)).FirstOrDefaultAsync(cancellation);
    }

    public async Task<IReadOnlyList<Choice>> Contacts(Guid? customerId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Contact>().AsNoTracking().Where(c => c.CustomerId == customerId && customerId != null && !c.Anonymized && c.LinkedUntil == null)
            .OrderBy(c => c.Name).Take(200).Select(c => new Choice(c.Id, c.Name) { Note = c.Position }).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<Choice>> Products(string? text, string? currency, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var typed = (text ?? "").Trim();
        var (lower, upper, title) = (typed.ToLowerInvariant(), typed.ToUpperInvariant(), typed.Length > 0 ? char.ToUpperInvariant(typed[0]) + typed[1..] : "");
        return await database.Set<Product>().AsNoTracking().Where(p => p.Active)
            .Where(p => typed == "" || p.Name.Contains(typed) || p.Name.Contains(lower) || p.Name.Contains(title) || p.Sku.Contains(typed) || p.Sku.Contains(upper))
            .OrderBy(p => p.Name).Take(Shown)
            .Select(p => new Choice(p.Id, p.Name) { Note = p.Sku, Price = currency == null || p.Currency == currency ? p.ListPrice : 0 }).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyDictionary<Guid, Choice>> Products(IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new Choice(p.Id, p.Name) { Note = p.Sku, Price = p.ListPrice }).ToDictionaryAsync(p => p.Id, cancellation);
    }

    public async Task<IReadOnlyList<Choice>> AdChannels(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AdChannel>().AsNoTracking().Where(c => c.Active).OrderBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<Choice>> Competitors(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<Competitor>().AsNoTracking().Where(c => c.Active && c.MergedIntoId == null).OrderBy(c => c.Name)
            .Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellation);
    }

    /// <param name="right">Only people who have it.</param>
    public async Task<IReadOnlyList<Choice>> Users(string? right = null, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var people = await database.Set<User>().AsNoTracking().Where(u => u.Active).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name, u.Roles }).ToListAsync(cancellation);
        return [.. people.Where(u => right is null || Right.Of(u.Roles).Contains(right)).Select(u => new Choice(u.Id, u.Name))];
    }

    public async Task<IReadOnlyList<LossReason>> LossReasons(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<LossReason>().AsNoTracking().Where(r => r.Active && !r.IsSystem).OrderBy(r => r.NameEn).ToListAsync(cancellation);
    }
}
