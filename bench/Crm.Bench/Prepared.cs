namespace Crm.Bench;

/// <summary>The parameters of one replayed transaction.</summary>
internal sealed record Prepared(object Deal, object[][] Values);
