namespace Crm.Web.Security;

/// <summary>Shown once to whoever invites; it cannot be read back.</summary>
internal sealed record InvitationLink(string Path, DateTimeOffset ExpiresAt);
