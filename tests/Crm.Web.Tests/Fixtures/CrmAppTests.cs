using System.Net;
using Crm.Domain.Users;
using Crm.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Fixtures;

public sealed class CrmAppTests
{
    [Theory, OnBothDatabases]
    public async Task A_person_enters_through_the_form_and_is_known_from_then_on(DatabaseKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = await CrmApp.StartAsync(kind);
        await app.InviteAsync("anna", Role.SalesManager);

        using var anna = await app.ClientAsync("anna", cancel);
        using var nobody = app.Nobody();

        Assert.Equal(HttpStatusCode.NoContent, (await anna.GetAsync("/account/alive", cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/account/alive", cancel)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_does_not_enter()
    {
        await using var app = await CrmApp.StartAsync();
        await app.InviteAsync("anna", Role.SalesManager);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SignIn.AsAsync(app.Address, "anna", "not this one", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_host_lives_by_the_clock_of_the_test()
    {
        var clock = new TestClock();
        await using var app = await CrmApp.StartAsync(new CrmAppOptions { Clock = clock });

        clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(TestClock.Monday.AddDays(3), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
