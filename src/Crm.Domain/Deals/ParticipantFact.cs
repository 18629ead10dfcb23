namespace Crm.Domain.Deals;

/// <summary>A participant who is a competitor or has an influence.</summary>
public sealed record ParticipantFact(Guid Id, ParticipantRole Role, Influence? Influence);
