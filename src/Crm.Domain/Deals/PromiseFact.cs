using Crm.Domain.Interactions;

namespace Crm.Domain.Deals;

/// <summary>Open commitments of one side: how many, and how many of them are overdue.</summary>
public sealed record PromiseFact(CommitmentSide Side, int Open, int Overdue);
