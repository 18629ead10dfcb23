namespace Crm.Domain.Interactions;

public enum CommitmentSide { Ours, Customers }
