namespace Crm.Domain.Interactions;

/// <summary>Who took part: a known contact or customer, or just a name and an address.</summary>
public sealed record InteractionParticipant(Guid? ContactId, Guid? CustomerId, string? Name = null, string? Address = null);
