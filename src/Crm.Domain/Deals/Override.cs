namespace Crm.Domain.Deals;

/// <summary>A reasoned, authorised pass of one gate or limit. The reason stands in the deal's record.</summary>
public sealed record Override(string Code, Guid GrantedBy, Guid? ApprovedBy, DateTimeOffset GrantedAt, DateTimeOffset ExpiresAt);
