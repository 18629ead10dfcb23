namespace Crm.Fault.Tests.Kills;

/// <summary>The host that the load calls, whose key it uses, and the records that its sales are about.</summary>
internal sealed record LoadPlace(Uri Address, string Key, Guid CustomerId, Guid ContactId, Guid ChannelId, Guid LossReasonId);
