using System.Globalization;
using System.Security.Cryptography;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Security;

/// <summary>One link per person to choose a password with: works once, within seven days. Only its hash is kept.</summary>
internal sealed class Invitations(IDbContextFactory<CrmDbContext> databases, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private const string Provider = "CrmFlow", Name = "invitation";

    /// <summary>Replaces the link before, if there was one.</summary>
    public async Task<InvitationLink> Issue(Guid userId, CancellationToken cancellation = default)
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var expiresAt = clock.GetUtcNow() + Life;
        var value = string.Create(CultureInfo.InvariantCulture, $"{HashOf(text)}.{expiresAt.ToUnixTimeSeconds()}");
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.UserTokens.FirstOrDefaultAsync(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == Name, cancellation) is { } kept)
            kept.Value = value;
        else
            database.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = Name, Value = value });
        await database.SaveChangesAsync(cancellation);
        return new InvitationLink("/invite?token=" + text, expiresAt);
    }

    /// <summary>Whom a link is for; null for a wrong, used or expired one and for a closed access.</summary>
    public async Task<User?> Find(string? text, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await Find(text, database, cancellation))?.User;
    }

    /// <summary>Sets the password and spends the link in one save: of two who open it at the same time, one is let in.</summary>
    public async Task<Account> Accept(string? text, string password, Accounts accounts, CrmDbContext database, CancellationToken cancellation = default)
    {
        if (await Find(text, database, cancellation) is not var (token, user)) throw new DomainException("TSK-009");
        var account = await accounts.Choose(user.Id, password);
        database.Remove(token);
        var now = clock.GetUtcNow();
        user.Join(new Cause(await CurrentActor.Of(user, ActorKind.User, database, cancellation), Door.Page, Guid.CreateVersion7(now)), now);
        await database.SaveChangesAsync(cancellation);
        return account;
    }

    private async Task<Found?> Find(string? text, CrmDbContext database, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var start = HashOf(text.Trim()) + ".";
        var token = await database.UserTokens.FirstOrDefaultAsync(t => t.LoginProvider == Provider && t.Name == Name && t.Value!.StartsWith(start), cancellation);
        if (token is null || clock.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(token.Value![start.Length..], CultureInfo.InvariantCulture)) return null;
        var user = await database.Set<User>().FirstOrDefaultAsync(u => u.Id == token.UserId && u.Active, cancellation);
        return user is null ? null : new Found(token, user);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(ApiToken.HashOf(text));

    private sealed record Found(IdentityUserToken<Guid> Token, User User);
}
