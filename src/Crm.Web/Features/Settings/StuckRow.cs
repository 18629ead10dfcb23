namespace Crm.Web.Features.Settings;

/// <summary>One thing that only a person can get going again.</summary>
/// <param name="Step">Names the failed run of a step, for steps only.</param>
/// <param name="Fault">Why, in kinds that a person can act on.</param>
/// <param name="Reason">What the record keeps of the fault: codes and names of the machine.</param>
public sealed record StuckRow(StuckKind Kind, Guid Id, string? Step, string What, StuckFault Fault, string Reason, DateTimeOffset Since, Guid? DealId, string? Deal);
