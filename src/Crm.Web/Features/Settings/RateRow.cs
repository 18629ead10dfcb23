namespace Crm.Web.Features.Settings;

public sealed record RateRow(Guid Id, string Currency, DateOnly FromOn, decimal Rate, long Revision);
