namespace Crm.Web.Data.Queries;

/// <summary>The last act on a deal, which the person who looks may undo for a while.</summary>
public sealed record UndoOffer(Guid Act, string Name, Guid By, DateTimeOffset Until);
