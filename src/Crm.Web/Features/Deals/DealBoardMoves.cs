using Crm.Domain;

namespace Crm.Web.Features.Deals;

/// <summary>Where a manual deal may go from here, and what each way would mean.</summary>
public sealed record DealBoardMoves(Guid DealId, long Revision, string Name, LocalText From, IReadOnlyList<DealBoardMove> Moves);
