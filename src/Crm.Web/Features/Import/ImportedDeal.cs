using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>A row of the other system's pipeline, understood.</summary>
internal sealed record ImportedDeal(CsvRow Line, string Key, ImportPlace Place)
{
    /// <summary>As the file names it: its id is known when the deal is written.</summary>
    public string? Product { get; init; }
    public string? Customer { get; init; }
    public string? Agent { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Minor units.</summary>
    public long? Amount { get; init; }

    public bool IsHistory => Place.Outcome is DealOutcome.Won or DealOutcome.Lost;

    public string Name => Line["name"] ?? (Product, Customer) switch
    {
        (null, null) => Key,
        ({ } product, { } customer) => $"{product}, {customer}",
        var (product, customer) => product ?? customer!,
    };
}
