using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Security;

/// <summary>The first start: one company and one first administrator, whoever else comes with the same token.</summary>
public sealed class SetupTests
{
    private const string Password = "six swans on the ice";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Of_two_who_set_up_at_the_same_instant_one_founds_the_company(DatabaseKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        var token = app.Services.GetRequiredService<SetupToken>().Issue();
        using var first = SignIn.Nobody(app.Address);
        using var second = SignIn.Nobody(app.Address);

        var answers = await Task.WhenAll(SetUpAsync(first, token, "alla"), SetUpAsync(second, token, "boris"));

        Assert.Single(answers, place => place.StartsWith("/account/sign-in", StringComparison.Ordinal));
        Assert.Single(answers, "/setup?problem=token");
        var (user, company) = (Assert.Single(await ReadAsync<User>(app)), Assert.Single(await ReadAsync<Company>(app)));
        using var _ = await SignIn.AsAsync(app.Address, user.Login, Password, Stop);
        var entries = await ReadAsync<AuditEntry>(app);
        Assert.Equal(["company.founded", "user.invited"], entries.Where(e => !e.Denied && e.SubjectId is { } id && (id == user.Id || id == company.Id)).Select(e => e.Kind).Order());
        Assert.All(entries.Where(e => e.Denied), e => Assert.Equal(("company.found", "TSK-009"), (e.Kind, e.Code)));
    }

    [Theory, OnBothDatabases]
    public async Task A_password_that_attackers_know_founds_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { On = database });
        var token = app.Services.GetRequiredService<SetupToken>().Issue();
        using var person = SignIn.Nobody(app.Address);

        Assert.Equal("/setup?problem=password", await SetUpAsync(person, token, "alla", "passwordpassword"));

        Assert.Empty(await ReadAsync<Company>(app));
        Assert.StartsWith("/account/sign-in", await SetUpAsync(person, token, "alla"), StringComparison.Ordinal);
    }

    private static async Task<string> SetUpAsync(HttpClient client, string token, string login, string password = Password)
    {
        using var answer = await SignIn.PostAsync(client, "/setup", new Dictionary<string, string>
        {
            ["token"] = token,
            ["name"] = "Alla Kuznetsova",
            ["login"] = login,
            ["password"] = password,
            ["company"] = "North Trade",
            ["zone"] = "Europe/Moscow",
            ["currency"] = "RUB",
        }, cancel: Stop);
        return answer.Headers.Location!.ToString();
    }

    private static Task<List<T>> ReadAsync<T>(CrmApp app) where T : class =>
        app.InScopeAsync(services => services.GetRequiredService<CrmDbContext>().Set<T>().AsNoTracking().ToListAsync(Stop));
}
