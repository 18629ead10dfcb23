namespace Crm.Domain.Deals;

public enum StageKind { Working, Won, Lost }
