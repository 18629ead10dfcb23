using System.Security.Claims;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
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
        var found = await database.Set<User>().AsNoTracking()
            .Where(u => u.Id == id && u.Active)
            .Join(database.Users, user => user.Id, account => account.Id, (user, account) => new { user, account.SecurityStamp })
            .FirstOrDefaultAsync(cancellationToken);
        var isToken = signedIn.Principal.HasClaim(c => c.Type == TokenClaim);
        if (found is null || (!isToken && found.SecurityStamp != signedIn.Principal.FindFirstValue(StampClaim)))
            throw new DomainException("GEN-010");
        return await Of(found.user, isToken ? ActorKind.ApiClient : ActorKind.User, database, cancellationToken);
    }

    /// <summary>The same for a user who did not sign in herself, e.g. the author of an import from the command line.</summary>
    public static async Task<Actor> Of(User user, ActorKind kind, CrmDbContext database, CancellationToken cancellationToken = default) =>
        new(kind, user.Id, user.Name)
        {
            Roles = user.Roles,
            Rights = Right.Of(user.Roles),
            UnitId = user.UnitId,
            HeadedUnitIds = await Headed(user.Id, database, cancellationToken),
            QueueIds = await Queues(user.Id, database, cancellationToken),
            DiscountLimitPct = user.DiscountLimitPct,
            Language = user.Language,
        };

    private static async Task<IReadOnlySet<Guid>> Headed(Guid id, CrmDbContext database, CancellationToken cancellationToken) =>
        await database.Set<Unit>().AnyAsync(unit => unit.HeadId == id, cancellationToken)
            ? new UnitTree(await database.Set<Unit>().AsNoTracking().ToListAsync(cancellationToken)).HeadedBy(id)
            : new HashSet<Guid>();

    private static async Task<IReadOnlySet<Guid>> Queues(Guid id, CrmDbContext database, CancellationToken cancellationToken) =>
        await database.Set<TaskQueue>().Where(q => q.Active && q.MemberIds.Contains(id)).Select(q => q.Id).ToHashSetAsync(cancellationToken);
}
