namespace Crm.Web.Data.Stores;

/// <summary>What the reads of a command ask with; in their texts @id, @operation, @actor and @now.</summary>
internal readonly record struct ReadKeys(Guid Id, Guid Operation, Guid Actor, long Now);
