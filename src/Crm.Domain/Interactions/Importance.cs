namespace Crm.Domain.Interactions;

public enum Importance { Low, Normal, High }
