using Microsoft.AspNetCore.Identity;

namespace Crm.Web.Security;

/// <summary>How a person proves who she is; the id equals that of the domain's user. Rights live there, not here.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    private Account() { }

    public Account(Guid userId, string login)
    {
        Id = userId;
        UserName = login;
        EndSessions();
    }

    /// <summary>A person who has not chosen a password yet: nobody can sign in as her.</summary>
    public static Account Invited(Guid userId, string login) => new(userId, login) { NormalizedUserName = login.Normalize().ToUpperInvariant() };

    /// <summary>Every session that began before is over.</summary>
    public void EndSessions() => SecurityStamp = Guid.CreateVersion7().ToString("N");
}
