namespace Crm.Domain.Deals;

public sealed record ApprovalFact(Guid DocumentId, string ContentHash, bool Granted, Guid? DecidedBy);
