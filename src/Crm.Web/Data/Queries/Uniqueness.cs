using Crm.Domain;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>Says what is taken before the database has to refuse it.</summary>
internal static class Uniqueness
{
    public static async Task RequireNone<T>(this IQueryable<T> same, string code, string field, string? value, CancellationToken cancellation)
    {
        if (await same.AnyAsync(cancellation)) throw DomainException.For(code, field, value);
    }
}
