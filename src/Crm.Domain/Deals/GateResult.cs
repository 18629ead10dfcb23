namespace Crm.Domain.Deals;

public enum GateResult { Passed, Failed, Overridden, NotApplicable }
