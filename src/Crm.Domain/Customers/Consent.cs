using Crm.Domain.Interactions;

namespace Crm.Domain.Customers;

/// <summary>A customer's word on being contacted for a purpose on a channel. Later words stand beside earlier ones.</summary>
public sealed record Consent(string Purpose, Channel Channel, bool Given, DateTimeOffset At, string? Proof);
