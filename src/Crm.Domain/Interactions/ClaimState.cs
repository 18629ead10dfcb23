namespace Crm.Domain.Interactions;

public enum ClaimState { Registered, InProgress, Satisfied, NotSatisfied }
