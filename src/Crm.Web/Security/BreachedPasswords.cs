using Microsoft.AspNetCore.Identity;

namespace Crm.Web.Security;

/// <summary>Length alone is asked of a password, so the few long ones that everybody tries first are refused by name.</summary>
internal sealed class BreachedPasswords : IPasswordValidator<Account>
{
    private const int Longest = 128;
    private static readonly Lazy<HashSet<string>> Known = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        if (password is { Length: > Longest })
            return Refuse("PasswordTooLong", $"At most {Longest} characters.");
        if (password is not null && (Known.Value.Contains(password) || IsOneCharacter(password) || IsLogin(user, password)))
            return Refuse("PasswordBreached", "This password is known to attackers.");
        return Task.FromResult(IdentityResult.Success);
    }

    private static bool IsOneCharacter(string password) => password.Distinct().Take(3).Count() < 3;

    private static bool IsLogin(Account user, string password) =>
        user.UserName is { Length: > 3 } login && password.Contains(login, StringComparison.OrdinalIgnoreCase) && password.Length < login.Length + 6;

    private static Task<IdentityResult> Refuse(string code, string description) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));

    private static HashSet<string> Read()
    {
        using var stream = typeof(BreachedPasswords).Assembly.GetManifestResourceStream("Crm.Web.Security.breached-passwords.txt")!;
        using var reader = new StreamReader(stream);
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
            known.Add(line.Trim());
        return known;
    }
}
