namespace Crm.Domain.Deals;

/// <summary>Who moves a deal: the procedure alone, its manager, or nobody because it has no stages.</summary>
public enum ControlMode { Strict, Manual, None }
