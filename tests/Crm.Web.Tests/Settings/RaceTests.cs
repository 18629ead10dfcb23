using Crm.Domain.Users;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Settings;

/// <summary>Rules about many records hold when two people act at the same instant.</summary>
public sealed class RaceTests(Offices offices) : IClassFixture<Offices>
{
    private const int Rounds = 8;

    [Theory, OnBothDatabases]
    public async Task Of_two_administrators_who_close_each_other_one_stays(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        (await (await office.ApiAsync(office.Alla)).PutAsync($"/api/users/{office.Rita.Id}/roles", new { roles = new[] { "Administrator" } })).Ok();
        for (var round = 0; round < Rounds; round++)
        {
            var (alla, rita) = (await EnterAsync(office, office.Alla), await EnterAsync(office, office.Rita));
            var answers = await Task.WhenAll(
                alla.PostAsync($"/api/users/{office.Rita.Id}/deactivation"),
                rita.PostAsync($"/api/users/{office.Alla.Id}/deactivation"));

            var closed = Assert.Single(await office.ReadAsync(d => d.Set<User>().AsNoTracking()
                .Where(u => !u.Active && (u.Id == office.Alla.Id || u.Id == office.Rita.Id)).ToListAsync()));
            Assert.Single(answers, a => a.Status == 200);
            var other = closed.Id == office.Alla.Id ? rita : alla;
            (await other.PostAsync($"/api/users/{closed.Id}/activation")).Ok();
        }
    }

    [Theory, OnBothDatabases]
    public async Task Two_units_moved_below_each_other_make_no_ring(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await EnterAsync(office, office.Alla);
        var (east, west) = ((await alla.PostAsync("/api/units", new { name = "East" })).Ok().Id, (await alla.PostAsync("/api/units", new { name = "West" })).Ok().Id);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(
                alla.PutAsync($"/api/units/{east}", new { name = "East", parentId = west }),
                alla.PutAsync($"/api/units/{west}", new { name = "West", parentId = east }));

            Assert.Single(answers, a => a.Status == 200);
            Assert.Single(answers, a => (a.Status, a.Code) == (422, "GEN-003"));
            (await alla.PutAsync($"/api/units/{east}", new { name = "East" })).Ok();
            (await alla.PutAsync($"/api/units/{west}", new { name = "West" })).Ok();
        }
    }

    /// <summary>Sessions end when an access is closed, so each round begins with new ones.</summary>
    private static async Task<ApiClient> EnterAsync(SalesOffice office, Person person) =>
        new(await SignIn.AsAsync(office.App.Address, person.Login, SalesOffice.Password, TestContext.Current.CancellationToken));
}
