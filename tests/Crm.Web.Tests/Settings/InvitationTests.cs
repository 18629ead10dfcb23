using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Settings;

public sealed class InvitationTests(Offices offices) : IClassFixture<Offices>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private const string Password = "four geese over the lake";

    [Theory, OnBothDatabases]
    public async Task An_invited_person_chooses_a_password_and_is_in(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (id, link) = await InviteAsync(office, "nina@example.com");
        using var nina = office.App.Nobody();

        using var answer = await AcceptAsync(nina, link, Password);

        Assert.Equal("/", answer.Headers.Location?.ToString());
        var me = (await new ApiClient(nina).GetAsync("/api/profile")).Ok().Json;
        Assert.Equal(id.ToString(), (string?)me["id"]);
        using var again = await SignIn.AsAsync(office.App.Address, "nina@example.com", Password, Stop);
        Assert.Equal("Working", await StateOfAsync(office, id));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_works_once(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (_, link) = await InviteAsync(office, "once@example.com");
        using var first = office.App.Nobody();
        using var second = office.App.Nobody();
        using var opened = await second.GetAsync(link, Stop);
        using var _1 = await AcceptAsync(first, link, Password);

        var page = await (await second.GetAsync(link, Stop)).Content.ReadAsStringAsync(Stop);

        Assert.DoesNotContain("name=\"password\"", page, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SignIn.AsAsync(office.App.Address, "once@example.com", "another long password here", Stop));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_open_a_link_at_the_same_instant_one_is_let_in(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        for (var round = 0; round < 4; round++)
        {
            var (id, link) = await InviteAsync(office, $"race{round}@example.com");
            using var first = office.App.Nobody();
            using var second = office.App.Nobody();

            var answers = await Task.WhenAll(AcceptAsync(first, link, Password), AcceptAsync(second, link, "another long password here"));

            Assert.Single(answers, a => a.Headers.Location?.ToString() == "/");
            Assert.Single(answers, a => a.Headers.Location!.ToString().Contains("problem=link", StringComparison.Ordinal));
            Assert.Equal(1, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.SubjectId == id && e.Kind == "user.joined", Stop)));
            foreach (var answer in answers) answer.Dispose();
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_new_link_voids_the_one_before(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var (id, old) = await InviteAsync(office, "twice@example.com");

        var link = PathOf((await alla.PostAsync($"/api/users/{id}/invitation")).Ok());

        using var nobody = office.App.Nobody();
        Assert.DoesNotContain("name=\"password\"", await nobody.GetStringAsync(old, Stop), StringComparison.Ordinal);
        Assert.Contains("name=\"password\"", await nobody.GetStringAsync(link, Stop), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_password_that_attackers_know_leaves_the_link_open(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (id, link) = await InviteAsync(office, "weak@example.com");
        using var person = office.App.Nobody();

        using var refused = await AcceptAsync(person, link, "passwordpassword");

        Assert.Contains("problem=password", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Invited", await StateOfAsync(office, id));
        using var accepted = await AcceptAsync(person, link, Password);
        Assert.Equal("/", accepted.Headers.Location?.ToString());
    }

    [Theory, OnBothDatabases]
    public async Task A_link_ends_after_seven_days(DatabaseKind kind)
    {
        var clock = new TestClock();
        await using var office = await SalesOffice.OpenAsync(kind, clock);
        var (_, link) = await InviteAsync(office, "late@example.com");
        using var nobody = office.App.Nobody();

        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Contains("name=\"password\"", await nobody.GetStringAsync(link, Stop), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.DoesNotContain("name=\"password\"", await nobody.GetStringAsync(link, Stop), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_database_holds_no_link(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var (_, link) = await InviteAsync(office, "hash@example.com");
        var text = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        Assert.False(await office.ReadAsync(d => Task.FromResult(d.UserTokens.AsEnumerable().Any(t => t.Value!.Contains(text, StringComparison.Ordinal)))));
    }

    [Theory, OnBothDatabases]
    public async Task All_that_is_wrong_with_an_invitation_is_said_at_once(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await office.ApiAsync(office.Alla);

        var refused = await alla.PostAsync("/api/users", new { name = " ", email = "no address", login = "bell\u0007", roles = Array.Empty<string>() });

        Assert.Equal(["GEN-003", "GEN-003", "GEN-012", "GEN-012"], refused.Refusals);
    }

    [Theory, OnBothDatabases]
    public async Task A_login_is_given_once(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await office.ApiAsync(office.Alla);

        (await alla.PostAsync("/api/users", Person("someone@example.com", "ANNA"))).Refused(409, "GEN-013");
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_invitation_finds_the_person_and_makes_no_second_link(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var key = Guid.CreateVersion7();

        var first = (await alla.PostAsync("/api/users", Person("repeat@example.com"), key)).Ok();
        var second = (await alla.PostAsync("/api/users", Person("repeat@example.com"), key)).Ok();

        Assert.Equal(first.Id, second.Id);
        Assert.NotNull((string?)first.Json["link"]);
        Assert.Null(second.Json["link"]);
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_administrator_invites(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);

        (await (await office.ApiAsync(office.Boris)).PostAsync("/api/users", Person("friend@example.com"))).Refused(403, "GEN-009");
    }

    private static object Person(string email, string? login = null) => new { name = "Nina Belova", email, login, roles = new[] { nameof(Role.SalesManager) } };

    private static async Task<(Guid Id, string Link)> InviteAsync(SalesOffice office, string email)
    {
        var answer = (await (await office.ApiAsync(office.Alla)).PostAsync("/api/users", Person(email))).Ok();
        return (answer.Id, PathOf(answer));
    }

    private static string PathOf(ApiAnswer answer) => new Uri((string)answer.Json["link"]!).PathAndQuery;

    private static async Task<string?> StateOfAsync(SalesOffice office, Guid id) =>
        (string?)(await (await office.ApiAsync(office.Alla)).GetAsync("/api/users")).Ok().Json.AsArray().Single(u => (string?)u!["id"] == id.ToString())!["state"];

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, string link, string password) =>
        SignIn.PostAsync(client, "/invite", new Dictionary<string, string> { ["password"] = password }, link, Stop);
}
