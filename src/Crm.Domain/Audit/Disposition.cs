namespace Crm.Domain.Audit;

/// <summary>What an auditor made of a finding.</summary>
public enum Disposition { Open, Explained, Accepted, Violation }
