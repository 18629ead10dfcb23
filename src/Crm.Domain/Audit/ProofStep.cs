namespace Crm.Domain.Audit;

/// <summary>One neighbour on the way from a record to the head.</summary>
public sealed record ProofStep(string Hash, bool IsLeft);
