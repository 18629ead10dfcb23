namespace Crm.Domain.Deals;

/// <summary>A ticked point of the deal's lists.</summary>
public sealed record TickFact(Guid Id, string Item);
