namespace Crm.Domain.Interactions;

public enum InteractionOutcome { Reached, NoAnswer, Agreed, Refused, Rescheduled }
