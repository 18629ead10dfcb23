using Crm.Domain;

namespace Crm.Web.Features.Tasks;

public sealed record LossOptions(IReadOnlyList<(Guid Id, LocalText Name, bool NeedsWinner)> Reasons, IReadOnlyList<(Guid Id, string Name)> Competitors);
