using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>Who imports: a person with the rights she has at each batch, or the command line of the machine.</summary>
internal sealed class ImportActors(IDbContextFactory<CrmDbContext> databases)
{
    public static Func<CancellationToken, Task<Actor>> CommandLine(string profile)
    {
        var actor = new Actor(ActorKind.Import, Guid.Empty, profile) { Rights = Right.All };
        return _ => Task.FromResult(actor);
    }

    public Func<CancellationToken, Task<Actor>> Person(Guid id) => async cancellation =>
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var user = await database.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active, cancellation)
            ?? throw new DomainException("GEN-010");
        return await CurrentActor.Of(user, ActorKind.User, database, cancellation);
    };
}
