using Crm.Domain.Users;

namespace Crm.Domain.Tests.Users;

public sealed class UserTests
{
    [Fact]
    public void A_login_is_kept_in_lower_case() => Assert.Equal("anna.k", A.User("Anna.K").Login);

    [Fact]
    public void An_auditor_who_sells_needs_confirmation()
    {
        var user = A.User("anna", Role.SalesManager);

        var refused = Assert.Throws<DomainException>(() => user.ChangeRoles([Role.SalesManager, Role.Auditor], false, A.Cause(), A.Now));
        Assert.True(refused.IsWarning);
        Assert.Equal("RGT-001", refused.Code);
        Assert.Equal([Role.SalesManager], user.Roles);

        user.ChangeRoles([Role.SalesManager, Role.Auditor], true, A.Cause(), A.Now);
        Assert.Contains(Role.Auditor, user.Roles);
    }

    [Fact]
    public void Nobody_is_without_a_role()
    {
        Assert.Equal("GEN-012", Assert.Throws<DomainException>(() => A.UserOf("anna", [])).Code);
        Assert.Equal("GEN-012", Assert.Throws<DomainException>(() => A.User().ChangeRoles([], true, A.Cause(), A.Now)).Code);
    }

    [Theory]
    [InlineData("", "en", "Europe/Berlin", "GEN-012")]
    [InlineData("Anna", "de", "Europe/Berlin", "GEN-003")]
    [InlineData("Anna", "en", "Europe/Nowhere", "GEN-003")]
    public void A_profile_is_checked(string name, string language, string zone, string code) =>
        Assert.Equal(code, Assert.Throws<DomainException>(() => A.User().ChangeProfile(name, null, language, zone, A.Cause(), A.Now)).Code);

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_discount_limit_is_a_percentage(int pct) =>
        Assert.Equal("PRC-001", Assert.Throws<DomainException>(() => A.User().ChangeDiscountLimit(pct, A.Cause(), A.Now)).Code);

    [Fact]
    public void A_change_is_recorded_without_the_personal_values()
    {
        var user = A.User();
        user.TakeRecords();

        user.ChangeProfile("Anna Kern", "kern@example.com", "ru", "Europe/Berlin", A.Cause(), A.Now);

        var (entries, texts) = user.TakeRecords();
        var entry = Assert.Single(entries);
        Assert.Equal("user.profile_changed", entry.Kind);
        Assert.DoesNotContain("Kern", entry.Payload, StringComparison.Ordinal);
        Assert.Contains(texts, text => text.Value == "Anna Kern" && entry.Payload.Contains(text.Commitment, StringComparison.Ordinal));
        Assert.Empty(user.TakeRecords().Entries);
    }
}
