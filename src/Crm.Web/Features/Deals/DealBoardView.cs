using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Deals;

internal sealed record DealBoardType(Guid Id, string Code, LocalText Name, ControlMode ControlMode);

/// <summary>What the board is narrowed to, as it stands in the address.</summary>
internal sealed record DealBoardFilter(string? Text, Guid? OwnerId, Guid? UnitId);

/// <summary>One column: a stage of the type, or an outcome where the type has no stages.</summary>
internal sealed record DealBoardColumn(string Code, LocalText? Name, int Position)
{
    public DealOutcome? Outcome { get; init; }
    public int Probability { get; init; }
    public int Count { get; init; }
    public IReadOnlyList<Money> Sums { get; init; } = [];
    public IReadOnlyList<DealBoardCard> Cards { get; init; } = [];
    public bool HasMore => Cards.Count < Count;
}

internal sealed record DealBoardResult(DealOutcome Outcome, int Count, IReadOnlyList<Money> Sums);

internal sealed record DealBoardView(DealBoardType Type, IReadOnlyList<DealBoardColumn> Columns, IReadOnlyList<DealBoardResult> Results);
