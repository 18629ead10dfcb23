namespace Crm.Web.Security;

/// <summary>Shown once to whoever invites; it cannot be read back.</summary>
public sealed record InvitationLink(string Path, DateTimeOffset ExpiresAt);
