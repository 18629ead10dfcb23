namespace Crm.Domain.Deals;

public readonly record struct HeldAt(Guid Id, DateTimeOffset At);
