namespace Crm.Domain.Deals;

/// <summary>One point of a gate's list. Its code is the same in every gate that asks for it.</summary>
public sealed record ChecklistItem(string Code, LocalText Text);
