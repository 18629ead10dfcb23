using System.Net;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Security;

public sealed class SignInTests
{
    [Fact]
    public async Task The_right_password_opens_the_page_that_was_asked_for()
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();

        using var answer = await House.SignInAsync(client, house.Anna.Login, House.Password, "/account");
        using var page = await client.GetAsync("/account", House.Stop);

        Assert.Equal("/account", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_unknown_login_and_a_wrong_password_get_the_same_answer()
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();

        using var wrong = await House.SignInAsync(client, house.Anna.Login, "a quiet river at dusk");
        using var unknown = await House.SignInAsync(client, "nobody", House.Password);

        Assert.Equal("/account/sign-in?returnUrl=%2F&error=1", wrong.Headers.Location?.ToString());
        Assert.Equal(wrong.Headers.Location, unknown.Headers.Location);
        Assert.DoesNotContain(wrong.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.StartsWith("crm=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_foreign_return_address_leads_to_the_start_page(string returnUrl)
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();

        using var answer = await House.SignInAsync(client, house.Anna.Login, House.Password, returnUrl);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Guessing_is_slowed_down_without_locking_the_account()
    {
        await using var house = await House.OpenAsync(settings: [("Security:SignInPerAccount", "2")]);
        using var client = house.Client();
        for (var i = 0; i < 2; i++)
            using (await House.SignInAsync(client, house.Anna.Login, "a wrong password")) { }

        using var slowed = await House.SignInAsync(client, house.Anna.Login, House.Password);

        Assert.Contains("wait=", slowed.Headers.Location!.ToString(), StringComparison.Ordinal);
        await house.App.InScopeAsync(async host =>
            Assert.False(await host.GetRequiredService<CrmDbContext>().Users.AnyAsync(a => a.LockoutEnd != null, House.Stop)));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();

        using var answer = await client.PostAsync("/account/sign-in",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["login"] = house.Anna.Login, ["password"] = House.Password }),
            House.Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_deactivated_user_is_out_at_the_next_request()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();

        await house.App.InScopeAsync(async host =>
        {
            var database = host.GetRequiredService<CrmDbContext>();
            (await database.Set<User>().SingleAsync(u => u.Id == house.Anna.Id, House.Stop)).Deactivate(House.Cause, TestClock.Monday);
            await database.SaveChangesAsync(House.Stop);
        });

        using var api = await client.GetAsync("/api/nothing", House.Stop);
        using var page = await client.GetAsync("/account", House.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Contains("/account/sign-in", page.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_her_sessions_ends_them_all()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();

        await house.App.InScopeAsync(host => host.GetRequiredService<Accounts>().EndSessions(house.Anna.Id));

        using var answer = await client.GetAsync("/api/nothing", House.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy_it_was()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            using var busy = await client.GetAsync("/account/alive", House.Stop);
            Assert.Equal(HttpStatusCode.NoContent, busy.StatusCode);
            house.App.Clock!.Advance(TimeSpan.FromMinutes(20));
        }

        using var answer = await client.GetAsync("/api/nothing", House.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_idle_session_ends_after_half_an_hour()
    {
        await using var house = await House.OpenAsync();
        using var client = await house.SignedInAsync();

        house.App.Clock!.Advance(TimeSpan.FromMinutes(31));

        using var answer = await client.GetAsync("/api/nothing", House.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("passwordpassword")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_password_that_attackers_know_is_refused(string password)
    {
        await using var house = await House.OpenAsync();
        var boris = User.Invite("Boris", "boris", null, [Role.SalesManager], null, "ru", "Etc/UTC", House.Cause, TestClock.Monday);

        var refused = await Assert.ThrowsAsync<Crm.Domain.DomainException>(() =>
            house.App.InScopeAsync(host => host.GetRequiredService<Accounts>().Open(boris, password)));

        Assert.Equal("GEN-003", refused.Code);
    }
}
