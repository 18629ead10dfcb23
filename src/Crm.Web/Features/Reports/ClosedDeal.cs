namespace Crm.Web.Features.Reports;

/// <summary>What the report asks of a closed deal; days are days of the company's calendar. It lives in queries only.</summary>
internal sealed record ClosedDeal
{
    public Guid? UnitId { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? ProductId { get; init; }
    public bool IsWon { get; init; }
    public long? WonAmount { get; init; }
    public required string Currency { get; init; }
    public bool OpenedOnKnown { get; init; }
    public long OpenedOn { get; init; }
    public long ClosedOn { get; init; }
}
