namespace Crm.Domain.Interactions;

public enum InteractionState { ToReview, Postponed, Reviewed }
