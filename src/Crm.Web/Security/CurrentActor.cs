using System.Security.Claims;
using Crm.Domain;
using Crm.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Security;

/// <summary>Turns the signed-in principal into an actor with the rights of this moment. Ask once per act, never keep the answer.</summary>
internal sealed class CurrentActor(SignedIn signedIn, IDbContextFactory<CrmDbContext> databases)
{
    public const string TokenClaim = "crm:token";
    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <exception cref="DomainException">GEN-010 when nobody is signed in, or no longer.</exception>
    public async Task<Actor> Get(CancellationToken cancellationToken = default)
    {
        if (signedIn.UserId is not { } id)
            throw new DomainException("GEN-010");
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var account = await database.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellationToken);
        var isToken = signedIn.Principal.HasClaim(c => c.Type == TokenClaim);
        if (account is null || (!isToken && account.SecurityStamp != signedIn.Principal.FindFirstValue(StampClaim)))
            throw new DomainException("GEN-010");
        return new Actor(isToken ? ActorKind.ApiClient : ActorKind.User, id, account.UserName!);
    }
}
