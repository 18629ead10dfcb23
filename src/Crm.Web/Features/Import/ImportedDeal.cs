using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>A row of the other system's pipeline, understood.</summary>
internal sealed record ImportedDeal(CsvRow Line, string Key, string Agent, string Product, string? Customer, ImportPlace Place)
{
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Minor units.</summary>
    public long? Amount { get; init; }

    public bool IsHistory => Place.Outcome is DealOutcome.Won or DealOutcome.Lost;

    public string Name => Customer is null ? Product : $"{Product}, {Customer}";
}
