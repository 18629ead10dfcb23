namespace Crm.Web.Features.Deals;

/// <summary>How a stay in a stage compares with the stage's limits.</summary>
public enum StageAge { Fresh, Late, Stale }
