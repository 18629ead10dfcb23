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
        user.Take(name, email, language, timeZone, checks =>
        {
            user.Login = checks.Text(login, 64, nameof(Login)).ToLowerInvariant();
            checks.That(roles.Count > 0, "GEN-012", nameof(Roles), nameof(Roles));
        });
        user.Roles = [.. roles.Distinct().Order()];
        user.UnitId = unitId;
        user.Active = true;
        user.Born(cause, at);
        user.Happened("user.invited", new Facts().With("roles", string.Join(',', user.Roles)).With("unitId", unitId).WithText("name", user.Name), cause, at);
        return user;
    }

    /// <summary>She opened her invitation and chose a password.</summary>
    public void Join(Cause cause, DateTimeOffset at) => Happened("user.joined", Facts.None, cause, at);

    /// <summary>A new link to choose a password was made for her; the one before is void.</summary>
    public void InviteAgain(Cause cause, DateTimeOffset at)
    {
        if (!Active) throw new DomainException([NotAllowed("Her access is closed: open it first", "Доступ закрыт: сначала откройте его")]);
        Happened("user.invited_again", Facts.None, cause, at);
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
        if (cause.Actor.Id == Id) throw new DomainException([NotAllowed("Nobody closes her own access", "Собственный доступ закрыть нельзя")]);
        Active = false;
        Happened("user.deactivated", Facts.None, cause, at);
    }

    /// <summary>Roles that check each other in one person pass only with confirmation (RGT-001).</summary>
    public void ChangeRoles(IReadOnlyList<Role> roles, bool confirmed, Cause cause, DateTimeOffset at)
    {
        Role[] after = [.. roles.Distinct().Order()];
        if (after.SequenceEqual(Roles)) return;
        if (after.Length == 0) throw DomainException.For("GEN-012", nameof(Roles), nameof(Roles));
        RequireCompatible(after, confirmed, Name);
        var changes = new Changes().Value("roles", string.Join(',', Roles), string.Join(',', after))
            .Value("conflicts", 0, Conflicts(after).Count);
        Roles = after;
        Happened("user.roles_changed", changes.Facts, cause, at);
    }

    public static void RequireCompatible(IReadOnlyCollection<Role> roles, bool confirmed, string name)
    {
        var conflicts = Conflicts(roles);
        if (!confirmed && conflicts.Count > 0)
            throw new DomainException([.. conflicts.Select(pair => new Refusal("RGT-001", pair.First, pair.Second, name) { IsWarning = true })]);
    }

    /// <summary>Somebody must be left who can let people in.</summary>
    public void RequireAnotherAdministrator(IEnumerable<User> all)
    {
        if (Active && Roles.Contains(Role.Administrator) && !all.Any(user => user.Id != Id && user.Active && user.Roles.Contains(Role.Administrator)))
            throw new DomainException([NotAllowed("She is the last active administrator", "Это последний действующий администратор") with { Field = nameof(Roles) }]);
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

    private static Refusal NotAllowed(string en, string ru) => new("GEN-009") { Text = new LocalText(en, ru) };

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
