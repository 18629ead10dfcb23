using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Deals;

public sealed record DealBoardMove(string Code, LocalText Name, TransitionKind Kind, bool NeedsReason, IReadOnlyList<LocalText> Skipped);
