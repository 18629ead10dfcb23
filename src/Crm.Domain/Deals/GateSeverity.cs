namespace Crm.Domain.Deals;

public enum GateSeverity { Block, Warn, AuditOnly }
