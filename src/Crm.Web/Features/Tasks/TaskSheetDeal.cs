using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Tasks;

public sealed record TaskSheetDeal(Guid Id, string Number, string Name)
{
    public Guid? CustomerId { get; init; }
    public string? CustomerName { get; init; }
    public Money? Potential { get; init; }
    public string? OwnerName { get; init; }
    public LocalText? StageName { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public DealOutcome Outcome { get; init; }

    public bool IsOpen => Outcome is DealOutcome.Open;
}
