using Crm.Domain;

namespace Crm.Web.Features.Tasks;

public sealed record InboxDealType(string Code, LocalText Name, IReadOnlyList<(string Code, LocalText Name)> Stages);
