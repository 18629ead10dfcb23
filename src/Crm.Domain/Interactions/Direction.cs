namespace Crm.Domain.Interactions;

public enum Direction { None, In, Out }
