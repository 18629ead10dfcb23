using System.Globalization;
using System.Security.Cryptography;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Security;

/// <summary>One link per person to choose a password with: works once, within seven days. Only its hash is kept.</summary>
internal sealed class Invitations(IDbContextFactory<CrmDbContext> databases, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private const string Provider = "CrmFlow", Shown = "invitation", Mailed = "invitation by mail";

    /// <summary>The link for whoever invites. Those before are void, whether shown or mailed; the letter about this one may be out already.</summary>
    public async Task<InvitationLink> Issue(Guid userId, DateTimeOffset asked, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await Of(userId, database).FirstOrDefaultAsync(t => t.Name == Mailed, cancellation) is { } mailed && EndOf(mailed) < (asked + Life).ToUnixTimeSeconds())
            database.Remove(mailed);
        return await Issue(userId, Shown, database, cancellation);
    }

    /// <summary>The link for the invited person's letter; null when she has come in since it was asked for.</summary>
    public async Task<InvitationLink?> IssueByMail(Guid userId, DateTimeOffset asked, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var isIn = await database.Set<AuditEntry>().AnyAsync(e => e.SubjectId == userId && e.Kind == "user.joined" && e.At > asked, cancellation);
        return isIn ? null : await Issue(userId, Mailed, database, cancellation);
    }

    /// <summary>Whom a link is for; null for a wrong, used or expired one and for a closed access.</summary>
    public async Task<User?> Find(string? text, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Find(text, database, cancellation);
    }

    /// <summary>Sets the password and spends the link in one act: of two who open it at the same time, one is let in.</summary>
    /// <returns>Who has joined.</returns>
    public async Task<Guid> Accept(string? text, string password, Accounts accounts, CommandRunner runner, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await Find(text, database, cancellation) is not { } invited) throw new DomainException("TSK-009");
        var actor = await CurrentActor.Of(invited, ActorKind.User, database, cancellation);
        await runner.Run(Command.Of(Guid.CreateVersion7(clock.GetUtcNow()), actor, Door.Page, Subject.None, "user.join"), async scope =>
        {
            await scope.Alone("invitations");
            var links = await Of(actor.Id, database).AsNoTracking().ToListAsync(cancellation);
            if (!links.Exists(link => IsOf(text, link))) throw new DomainException("TSK-009");
            await accounts.Choose(await scope.Find<Account>(actor.Id), password);
            // The other link, shown or mailed, is spent with it.
            foreach (var link in links) scope.Remove(link);
            (await scope.Find<User>(actor.Id)).Join(scope.Cause, scope.Now);
        }, cancellation);
        return actor.Id;
    }

    private static IQueryable<IdentityUserToken<Guid>> Of(Guid userId, CrmDbContext database) =>
        All(database).Where(t => t.UserId == userId);

    private static IQueryable<IdentityUserToken<Guid>> All(CrmDbContext database) =>
        database.UserTokens.Where(t => t.LoginProvider == Provider && (t.Name == Shown || t.Name == Mailed));

    private async Task<InvitationLink> Issue(Guid userId, string name, CrmDbContext database, CancellationToken cancellation)
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var expiresAt = clock.GetUtcNow() + Life;
        var value = string.Create(CultureInfo.InvariantCulture, $"{HashOf(text)}.{expiresAt.ToUnixTimeSeconds()}");
        if (await Of(userId, database).FirstOrDefaultAsync(t => t.Name == name, cancellation) is { } kept) kept.Value = value;
        else database.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = name, Value = value });
        await database.SaveChangesAsync(cancellation);
        return new InvitationLink("/invite?token=" + text, expiresAt);
    }

    private async Task<User?> Find(string? text, CrmDbContext database, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var start = StartOf(text);
        var token = await All(database).FirstOrDefaultAsync(t => t.Value!.StartsWith(start), cancellation);
        if (token is null || clock.GetUtcNow().ToUnixTimeSeconds() >= EndOf(token)) return null;
        return await database.Set<User>().FirstOrDefaultAsync(u => u.Id == token.UserId && u.Active, cancellation);
    }

    private static bool IsOf(string? text, IdentityUserToken<Guid> token) => token.Value!.StartsWith(StartOf(text!), StringComparison.Ordinal);

    private static string StartOf(string text) => HashOf(text.Trim()) + ".";

    private static long EndOf(IdentityUserToken<Guid> token) =>
        long.Parse(token.Value![(token.Value!.IndexOf('.', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    private static string HashOf(string text) => Convert.ToHexStringLower(ApiToken.HashOf(text));
}
