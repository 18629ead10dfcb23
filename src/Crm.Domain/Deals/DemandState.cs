namespace Crm.Domain.Deals;

public enum DemandState { Satisfied, Partly, NotSatisfied, Canceled }
