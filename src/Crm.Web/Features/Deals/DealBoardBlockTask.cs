using Crm.Domain;

namespace Crm.Web.Features.Deals;

public sealed record DealBoardBlockTask(Guid Id, LocalText Title, string? Holder, DateTimeOffset? DueAt);
