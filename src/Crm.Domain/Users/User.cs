using System.Net.Mail;
using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Users;

/// <summary>A person who works in the system. Passwords and sign-in live in the host.</summary>
public sealed class User : AuditedEntity
{
    private static readonly Role[] Selling = [Role.SalesManager, Role.SalesHead, Role.OrderDesk];

    public string Name { get; private set; } = "";

    /// <summary>Unique, lower case.</summary>
    public string Login { get; private set; } = "";
    public string? Email { get; private set; }
    public IReadOnlyList<Role> Roles { get; private set; } = [];
    public Guid? UnitId { get; private set; }
    public string Language { get; private set; } = "en";
    public string TimeZone { get; private set; } = "Etc/UTC";
    public decimal DiscountLimitPct { get; private set; } = 10m;
    public bool Active { get; private set; }

    private User() { }

    public static User Invite(string name, string login, string? email, IReadOnlyList<Role> roles, Guid? unitId, string language, string timeZone,
        Cause cause, DateTimeOffset at)
    {
        var user = new User();
        user.Take(name, email, language, timeZone, checks => user.Login = checks.Text(login, 64, nameof(Login)).ToLowerInvariant());
        user.Roles = [.. roles.Distinct().Order()];
        user.UnitId = unitId;
        user.Active = true;
        user.Born(cause, at);
        user.Happened("user.invited", new Facts().With("roles", string.Join(',', user.Roles)).With("unitId", unitId).WithText("name", user.Name), cause, at);
        return user;
    }

    public void Activate(Cause cause, DateTimeOffset at)
    {
        if (Active) return;
        Active = true;
        Happened("user.activated", Facts.None, cause, at);
    }

    public void Deactivate(Cause cause, DateTimeOffset at)
    {
        if (!Active) return;
        Active = false;
        Happened("user.deactivated", Facts.None, cause, at);
    }

    /// <summary>Roles that check each other in one person pass only with confirmation (RGT-001).</summary>
    public void ChangeRoles(IReadOnlyList<Role> roles, bool confirmed, Cause cause, DateTimeOffset at)
    {
        Role[] after = [.. roles.Distinct().Order()];
        if (after.SequenceEqual(Roles)) return;
        var conflicts = Conflicts(after);
        if (!confirmed && conflicts.Count > 0)
            throw new DomainException([.. conflicts.Select(pair => new Refusal("RGT-001", pair.First, pair.Second, Name) { IsWarning = true })]);
        var changes = new Changes().Value("roles", string.Join(',', Roles), string.Join(',', after))
            .Value("conflicts", 0, conflicts.Count);
        Roles = after;
        Happened("user.roles_changed", changes.Facts, cause, at);
    }

    /// <summary>Pairs of roles that separation of duties keeps apart: the auditor from everyone audited, the owner of rules from those ruled.</summary>
    public static IReadOnlyList<(Role First, Role Second)> Conflicts(IReadOnlyCollection<Role> roles) =>
    [
        .. roles.Where(r => r is not Role.Auditor && roles.Contains(Role.Auditor)).Select(r => (Role.Auditor, r)),
        .. roles.Where(r => Selling.Contains(r) && roles.Contains(Role.ProcessOwner)).Select(r => (Role.ProcessOwner, r)),
    ];

    public void MoveTo(Guid? unitId, Cause cause, DateTimeOffset at)
    {
        if (unitId == UnitId) return;
        var changes = new Changes().Value("unitId", UnitId, unitId);
        UnitId = unitId;
        Happened("user.moved", changes.Facts, cause, at);
    }

    public void ChangeDiscountLimit(decimal pct, Cause cause, DateTimeOffset at)
    {
        if (pct is < 0 or > 100) throw DomainException.For("PRC-001", nameof(DiscountLimitPct));
        var changes = new Changes().Value("discountLimitPct", DiscountLimitPct, pct);
        DiscountLimitPct = pct;
        if (changes.Any) Happened("user.limit_changed", changes.Facts, cause, at);
    }

    public void ChangeProfile(string name, string? email, string language, string timeZone, Cause cause, DateTimeOffset at)
    {
        var (oldName, oldEmail, oldLanguage, oldZone) = (Name, Email, Language, TimeZone);
        Take(name, email, language, timeZone);
        var changes = new Changes().Text("name", oldName, Name).Text("email", oldEmail, Email)
            .Value("language", oldLanguage, Language).Value("timeZone", oldZone, TimeZone);
        if (changes.Any) Happened("user.profile_changed", changes.Facts, cause, at);
    }

    private void Take(string name, string? email, string language, string timeZone, Action<Checks>? more = null)
    {
        var checks = new Checks();
        name = checks.Text(name, 120, nameof(Name));
        email = checks.OptionalText(email, 254, nameof(Email));
        checks.That(email is null || MailAddress.TryCreate(email, out _), "GEN-003", nameof(Email), nameof(Email));
        checks.That(language is "en" or "ru", "GEN-003", nameof(Language), nameof(Language));
        checks.That(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _), "GEN-003", nameof(TimeZone), nameof(TimeZone));
        more?.Invoke(checks);
        checks.Throw();
        (Name, Email, Language, TimeZone) = (name, email, language, timeZone);
    }
}
