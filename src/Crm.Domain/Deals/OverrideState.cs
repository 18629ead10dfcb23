namespace Crm.Domain.Deals;

public enum OverrideState { Requested, Granted, Rejected }
