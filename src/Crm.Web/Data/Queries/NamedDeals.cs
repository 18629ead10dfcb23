using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Finds deals by their own name or number, or by the customer's name or tax id.</summary>
internal static class NamedDeals
{
    public static IQueryable<Deal> Named(this IQueryable<Deal> deals, string? text, CrmDbContext database)
    {
        if (string.IsNullOrWhiteSpace(text)) return deals;
        var typed = text.Trim();
        // SQLite folds the case of Latin letters only, so other alphabets are asked for in their usual spellings.
        var (lower, upper) = (typed.ToLowerInvariant(), typed.ToUpperInvariant());
        var capital = upper[..1] + lower[1..];
        var like = "%" + lower.Replace("%", "", StringComparison.Ordinal) + "%";
        var key = Customer.KeyOf(typed);
        var customers = database.Set<Customer>().AsNoTracking().Where(c => (key != "" && c.NameKey.Contains(key)) || c.TaxId == typed);
        return deals.Where(d => d.Number == upper || EF.Functions.Like(d.Name.ToLower(), like) || d.Name.Contains(typed) || d.Name.Contains(capital)
            || d.Name.Contains(upper) || customers.Any(c => c.Id == d.CustomerId));
    }
}
