namespace Crm.Domain.Interactions;

/// <summary>What a customer complains about.</summary>
public sealed record ClaimDetails
{
    public Guid CustomerId { get; init; }
    public Guid? DocumentId { get; init; }
    public string Description { get; init; } = "";
    public string Reason { get; init; } = "";
    public Money? Amount { get; init; }
    public Guid? GuiltyUnitId { get; init; }
    public Guid? ResponsibleId { get; init; }
    public DateTimeOffset? DueAt { get; init; }
}
