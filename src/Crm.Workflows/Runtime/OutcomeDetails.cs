namespace Crm.Workflows.Runtime;

/// <summary>What goes with a result that a person chose.</summary>
public sealed record OutcomeDetails(Guid? LossReasonId = null, Guid? CompetitorId = null, string? Note = null);
