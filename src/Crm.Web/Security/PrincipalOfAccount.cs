using System.Security.Claims;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Web.Security;

/// <summary>A session carries who she is and how she reads times; never what she may do.</summary>
internal sealed class PrincipalOfAccount(UserManager<Account> accounts, IOptions<IdentityOptions> options, CrmDbContext database)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await database.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == user.Id) is { } person)
            identity.AddClaim(new Claim(UserTime.ZoneClaim, person.TimeZone));
        return identity;
    }
}
