using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace Crm.Web.Security;

/// <summary>Gives domain users a way to sign in. Saved with whatever the same scope's context already tracks.</summary>
internal sealed class Accounts(UserManager<Account> accounts, CrmDbContext database)
{
    public const string WeakPassword = "Password";

    /// <summary>Adds the user and her account in one save.</summary>
    public async Task Open(User user, string password)
    {
        var account = new Account(user.Id, user.Login);
        await RequireGood(account, password);
        if (await accounts.FindByNameAsync(user.Login) is not null)
            throw DomainException.For("GEN-013", nameof(User.Login), user.Login);
        database.Add(user);
        Check(await accounts.CreateAsync(account, password));
    }

    public async Task ChangePassword(Account account, string current, string next) =>
        Check(await accounts.ChangePasswordAsync(account, current, next));

    /// <summary>Every session ends at its next request.</summary>
    public async Task EndSessions(Guid userId) => Check(await accounts.UpdateSecurityStampAsync(await Find(userId)));

    /// <summary>An account with its password, not saved: whoever asks saves it with what allowed it.</summary>
    public async Task<Account> New(User user, string password)
    {
        var account = Account.Invited(user.Id, user.Login);
        await Choose(account, password);
        return account;
    }

    /// <summary>Sets the password of an account that whoever asks has loaded and will save.</summary>
    public async Task Choose(Account account, string password)
    {
        await RequireGood(account, password);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.EndSessions();
    }

    private async Task RequireGood(Account account, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
            Check(await validator.ValidateAsync(accounts, account, password));
    }

    public async Task<Account> Find(Guid userId) =>
        await accounts.FindByIdAsync(userId.ToString()) ?? throw new DomainException("GEN-008");

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new DomainException([new Refusal("GEN-003", WeakPassword)
            {
                Field = WeakPassword,
                Text = result.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal))
                    ? new LocalText("The password is wrong, too short, too long or known to attackers", "Пароль неверен, слишком короткий, слишком длинный или известен взломщикам")
                    : null,
            }]);
    }
}
