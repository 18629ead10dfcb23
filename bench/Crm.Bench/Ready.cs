namespace Crm.Bench;

/// <summary>The keys of a deal that is about to advance.</summary>
internal sealed record Ready(Guid Deal, Guid Task, Guid Instance, Guid Visit, string Bookmark);
