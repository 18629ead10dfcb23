namespace Crm.Web.Features.Tasks;

/// <summary>What a person finishes a task with.</summary>
public sealed record TaskAnswer(string Choice, string? Text = null, Guid? LossReasonId = null, Guid? CompetitorId = null);
