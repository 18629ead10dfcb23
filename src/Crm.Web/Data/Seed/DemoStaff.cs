using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>What the demo's deals are made of.</summary>
internal sealed record DemoStaff(IReadOnlyDictionary<string, User> People, IReadOnlyList<(Guid Customer, Guid Contact)> Customers,
    IReadOnlyList<(Guid Product, decimal Price)> Products, IReadOnlyList<Guid> Channels)
{
    public static string MailOf(string login) => login + "@crmflow.example";

    public static IQueryable<User> Users(CrmDbContext database)
    {
        var mails = DemoNames.People.Select(p => MailOf(p.Login)).ToList();
        return database.Set<User>().AsNoTracking().Where(u => u.Active && mails.Contains(u.Email!));
    }

    /// <returns>Null when somebody or something of it is gone or has another name by now.</returns>
    public static async Task<DemoStaff?> Find(CrmDbContext database, CancellationToken cancellation = default)
    {
        var people = await Users(database).ToDictionaryAsync(u => u.Login, cancellation);
        var customers = InOrder(DemoNames.Customers.Select(c => c.Name), await database.Set<Customer>().AsNoTracking().ToListAsync(cancellation), c => c.Name);
        var products = InOrder(DemoNames.Products.Select(p => p.Sku), await database.Set<Product>().AsNoTracking().ToListAsync(cancellation), p => p.Sku);
        var channels = InOrder(DemoNames.Channels, await database.Set<AdChannel>().AsNoTracking().ToListAsync(cancellation), c => c.Name);
        var contacts = (await database.Set<Contact>().AsNoTracking().ToListAsync(cancellation)).ToLookup(c => c.CustomerId, c => c.Id);
        if (!DemoNames.People.All(p => people.ContainsKey(p.Login)) || customers is null || products is null || channels is null
            || customers.Exists(c => !contacts.Contains(c.Id))) return null;
        return new DemoStaff(people, [.. customers.Select(c => (c.Id, contacts[c.Id].First()))], [.. products.Select(p => (p.Id, p.ListPrice))],
            [.. channels.Select(c => c.Id)]);
    }

    private static List<T>? InOrder<T>(IEnumerable<string> names, IEnumerable<T> records, Func<T, string?> name)
    {
        var known = records.ToLookup(name);
        var found = names.Select(n => known[n].FirstOrDefault()).ToList();
        return found.TrueForAll(record => record is not null) ? [.. found.OfType<T>()] : null;
    }
}
