using System.Linq.Expressions;
using Crm.Domain;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Queries;

/// <summary>A part of a list, newest first; <see cref="Next"/> goes into <c>after</c> to read on.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, Guid? Next);

/// <summary>Where to read on and how much.</summary>
internal sealed record Part(Guid? After, int? Limit)
{
    private const int Most = 200;

    public async Task<Page<T>> Of<TEntity, T>(IQueryable<TEntity> rows, Expression<Func<TEntity, T>> row, Func<T, Guid> id,
        CancellationToken cancellation) where TEntity : Entity
    {
        if (Limit is < 1 or > Most) throw DomainException.For("GEN-003", "limit", "limit");
        var size = Limit ?? 50;
        if (After is { } after) rows = rows.Where(e => e.Id.CompareTo(after) < 0);
        var items = await rows.OrderByDescending(e => e.Id).Take(size + 1).Select(row).ToListAsync(cancellation);
        return items.Count > size ? new(items[..size], id(items[size - 1])) : new(items, null);
    }
}
