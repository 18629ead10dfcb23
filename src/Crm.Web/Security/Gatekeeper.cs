using Microsoft.AspNetCore.Identity;

namespace Crm.Web.Security;

internal sealed record SignInAnswer(bool Succeeded, TimeSpan? Wait = null);

/// <summary>Checks a login and a password. The answer and the time are the same for an unknown login and a wrong password.</summary>
internal sealed class Gatekeeper(
    UserManager<Account> accounts, SignInManager<Account> sessions, SignInThrottle throttle, ILogger<Gatekeeper> log)
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

        if (!await accounts.CheckPasswordAsync(account, password))
            return Refused(address);
        // A session of another person in this browser must not live on under the new one.
        await sessions.SignOutAsync();
        await sessions.SignInAsync(account, isPersistent: false);
        log.LogInformation("Signed in {UserId}", account.Id);
        return new(true);
    }

    private SignInAnswer Refused(string address)
    {
        log.LogWarning("Sign-in refused from {Address}", address);
        return new(false);
    }
}
