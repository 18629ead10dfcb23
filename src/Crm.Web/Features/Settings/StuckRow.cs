namespace Crm.Web.Features.Settings;

/// <summary>One thing that only a person can get going again. <paramref name="Step"/> names the failed run of a step, for steps only.</summary>
public sealed record StuckRow(StuckKind Kind, Guid Id, string? Step, string What, string Reason, DateTimeOffset Since, Guid? DealId, string? Deal);
