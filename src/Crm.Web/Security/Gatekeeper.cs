using System.Security.Claims;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Security;

internal sealed record SignInAnswer(bool Succeeded, TimeSpan? Wait = null);

/// <summary>Checks a login and a password. The answer and the time are the same for an unknown login and a wrong password.</summary>
internal sealed class Gatekeeper(
    UserManager<Account> accounts, SignInManager<Account> sessions, SignInThrottle throttle, CrmDbContext database,
    ILogger<Gatekeeper> log)
{
    private static readonly Account Nobody = new(Guid.Empty, "nobody");
    private static string? _nobodysHash;

    public async Task<SignInAnswer> SignIn(string login, string password, HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "-";
        if (throttle.Wait(login, address) is { } wait)
        {
            log.LogWarning("Sign-in slowed down for {Address}", address);
            return new(false, wait);
        }

        var account = login.Length is 0 or > 128 || password.Length is 0 or > 128 ? null : await accounts.FindByNameAsync(login.Trim());
        if (account?.PasswordHash is null)
        {
            _nobodysHash ??= accounts.PasswordHasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
            accounts.PasswordHasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return Refused(address);
        }

        var mayWork = await database.Set<User>().AnyAsync(u => u.Id == account.Id && u.Active);
        if (!await accounts.CheckPasswordAsync(account, password) || !mayWork)
            return Refused(address);
        await Begin(account);
        return new(true);
    }

    /// <summary>A session for somebody who has just proved who she is.</summary>
    public async Task Begin(Account account)
    {
        // A session of another person in this browser must not live on under the new one.
        await sessions.SignOutAsync();
        await sessions.SignInAsync(account, isPersistent: false);
        log.LogInformation("Signed in {UserId}", account.Id);
    }

    /// <summary>Does something that ends every session of the person, and begins this one anew.</summary>
    public async Task Stay(ClaimsPrincipal principal, Func<Account, Task> act)
    {
        var account = await accounts.GetUserAsync(principal) ?? throw new DomainException("GEN-010");
        await act(account);
        await sessions.RefreshSignInAsync(account);
    }

    private SignInAnswer Refused(string address)
    {
        log.LogWarning("Sign-in refused from {Address}", address);
        return new(false);
    }
}
