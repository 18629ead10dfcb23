using System.Globalization;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>Which deals the table shows and in which order, as the address says it.</summary>
internal sealed record DealTableFilter
{
    public string? Text { get; init; }
    public string? Type { get; init; }
    public string? Stage { get; init; }
    public Guid? OwnerId { get; init; }
    public string? Outcome { get; init; }

    /// <summary>Which date the period is about: opened, expected or closed.</summary>
    public string? By { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>A column's name; a leading minus turns the order round.</summary>
    public string? Sort { get; init; }

    public IQueryable<Deal> Apply(IQueryable<Deal> deals, CrmDbContext database, TimeZoneInfo zone)
    {
        if (Type is { Length: > 0 } type)
        {
            var types = database.Set<DealType>().Where(t => t.Code == type).Select(t => t.Id);
            deals = deals.Where(d => types.Contains(d.DealTypeId));
        }
        if (Stage is { Length: > 0 } stage) deals = deals.Where(d => d.StageCode == stage);
        if (OwnerId is { } owner) deals = deals.Where(d => d.OwnerId == owner);
        if (Enum.TryParse<DealOutcome>(Outcome, ignoreCase: true, out var outcome)) deals = deals.Where(d => d.Outcome == outcome);
        return Within(deals.Named(Text, database), zone);
    }

    public IQueryable<Deal> Order(IQueryable<Deal> deals, CrmDbContext database)
    {
        var down = Sort?.StartsWith('-') ?? true;
        var ordered = (Sort?.TrimStart('-')) switch
        {
            "name" => Sorted(deals, d => d.Name, down),
            "customer" => Sorted(deals, d => database.Set<Customer>().Where(c => c.Id == d.CustomerId).Select(c => c.NameKey).FirstOrDefault(), down),
            "stage" => Sorted(deals, d => d.StageCode, down),
            "amount" => Sorted(deals, d => d.Potential ?? 0, down),
            "expected" => Sorted(deals, d => d.ExpectedCloseOn, down),
            // Many days in a stage means an early entry.
            "days" => Sorted(deals, d => d.StageEnteredAt, !down),
            "outcome" => Sorted(deals, d => d.Outcome, down),
            "closed" => Sorted(deals, d => d.ClosedAt, down),
            _ => Sorted(deals, d => d.Number, down),
        };
        return ordered.ThenBy(d => d.Id);
    }

    private IQueryable<Deal> Within(IQueryable<Deal> deals, TimeZoneInfo zone)
    {
        DateTimeOffset? from = From is { } first ? Start(first, zone) : null, until = To is { } last ? Start(last.AddDays(1), zone) : null;
        return By switch
        {
            "expected" => deals.Where(d => (From == null || d.ExpectedCloseOn >= From) && (To == null || d.ExpectedCloseOn <= To)),
            "closed" => deals.Where(d => (from == null || d.ClosedAt >= from) && (until == null || d.ClosedAt < until)),
            _ => deals.Where(d => (from == null || d.OpenedAt >= from) && (until == null || d.OpenedAt < until)),
        };
    }

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static IOrderedQueryable<Deal> Sorted<T>(IQueryable<Deal> deals, System.Linq.Expressions.Expression<Func<Deal, T>> key, bool down) =>
        down ? deals.OrderByDescending(key) : deals.OrderBy(key);

    /// <summary>The filter as the query of an address; empty members are left out.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["q"] = Text,
        ["type"] = Type,
        ["stage"] = Stage,
        ["owner"] = OwnerId,
        ["outcome"] = Outcome,
        ["by"] = By,
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["sort"] = Sort,
    };
}
