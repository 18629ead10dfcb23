namespace Crm.Domain.Deals;

public enum DealOutcome { Open, Won, Lost }
