namespace Crm.Web.Features.Tasks;

/// <summary>Where a page of the inbox ended, in the order of the list.</summary>
public sealed record InboxCursor(decimal RiskScore, DateTimeOffset At, Guid Id);
