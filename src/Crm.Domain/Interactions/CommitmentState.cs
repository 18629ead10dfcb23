namespace Crm.Domain.Interactions;

public enum CommitmentState { Open, Kept, Broken, Waived }
