using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Deals;

public sealed record DealBoardCard(Guid Id, long Revision, string Number, string Name)
{
    public string? Customer { get; init; }
    public string Owner { get; init; } = "";
    public Money? Amount { get; init; }
    public ControlMode ControlMode { get; init; }
    public string? StageCode { get; init; }
    public int? Days { get; init; }
    public StageAge Age { get; init; }
    public bool HasOverdueTask { get; init; }
    public bool IsHeld { get; init; }
}
