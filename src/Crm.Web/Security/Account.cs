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
        SecurityStamp = Guid.CreateVersion7().ToString("N");
    }
}
