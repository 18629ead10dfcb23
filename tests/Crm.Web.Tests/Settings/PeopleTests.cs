using System.Net;
using System.Net.Http.Headers;
using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Settings;

public sealed class PeopleTests
{
    [Theory, OnBothDatabases]
    public async Task A_closed_access_refuses_the_session_and_the_key_at_the_next_call(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var (alla, anna) = (await office.ApiAsync(office.Alla), await office.ApiAsync(office.Anna));
        var key = (string)(await anna.PostAsync("/api/api-keys", new { name = "import", days = 10 })).Ok().Json["key"]!;
        using var program = new HttpClient { BaseAddress = office.App.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        (await new ApiClient(program).GetAsync("/api/profile")).Ok();

        (await alla.PostAsync($"/api/users/{office.Anna.Id}/deactivation")).Ok();

        (await anna.GetAsync("/api/profile")).Refused(401, "GEN-010");
        (await new ApiClient(program).GetAsync("/api/profile")).Refused(401, "GEN-010");
        (await alla.PostAsync($"/api/users/{office.Anna.Id}/activation")).Ok();
        Assert.Equal((int)HttpStatusCode.Unauthorized, (await anna.GetAsync("/api/profile")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_person_holds_is_counted_before_her_access_is_closed(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await office.OpenDealAsync(office.Anna);

        var held = (await (await office.ApiAsync(office.Alla)).GetAsync($"/api/users/{office.Anna.Id}/holdings")).Ok().Json;

        Assert.Equal((1, 1), ((int)held["deals"]!, (int)held["tasks"]!));
    }

    [Theory, OnBothDatabases]
    public async Task The_last_administrator_stays(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var me = $"/api/users/{office.Alla.Id}";

        (await alla.PostAsync(me + "/deactivation")).Refused(403, "GEN-009");
        (await alla.PutAsync(me + "/roles", new { roles = new[] { "Analyst" } })).Refused(403, "GEN-009");
        (await alla.PutAsync(me, new { name = "Alla", roles = new[] { "Analyst" } })).Refused(403, "GEN-009");

        (await alla.PutAsync($"/api/users/{office.Vera.Id}/roles", new { roles = new[] { "Administrator" } })).Ok();
        // Another one is there now, but nobody closes her own access.
        (await alla.PostAsync(me + "/deactivation")).Refused(403, "GEN-009");
        (await (await office.ApiAsync(office.Vera)).PostAsync(me + "/deactivation")).Ok();
    }

    [Theory, OnBothDatabases]
    public async Task Conflicting_roles_pass_with_confirmation(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var path = $"/api/users/{office.Anna.Id}";
        var body = new { name = "Anna Petrova", email = "anna@example.com", roles = new[] { "SalesManager", "Auditor" }, unitId = office.SalesUnitId };

        (await alla.PutAsync(path, body)).Refused(422, "RGT-001");
        (await alla.PutAsync(path + "?confirm=true", body)).Ok();
    }

    [Theory, OnBothDatabases]
    public async Task Who_changes_an_older_state_is_told_so(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);

        (await alla.PutAsync($"/api/users/{office.Anna.Id}/unit", new { unitId = office.OtherUnitId }, revision: 99)).Refused(409, "GEN-007");
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_cannot_stand_below_itself(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var below = (await alla.PostAsync("/api/units", new { name = "Team", parentId = office.SalesUnitId })).Ok().Id;

        var refused = (await alla.PutAsync($"/api/units/{office.SalesUnitId}", new { name = " ", parentId = below })).Refused(400, "GEN-012");
        (await alla.PutAsync($"/api/units/{office.SalesUnitId}", new { name = "Sales North", parentId = below })).Refused(422, "GEN-003");

        Assert.Equal(["GEN-003", "GEN-012"], refused.Refusals);
    }

    [Theory, OnBothDatabases]
    public async Task A_person_changes_her_own_profile_and_nothing_else(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var anna = await office.ApiAsync(office.Anna);

        (await anna.PutAsync("/api/profile", new { name = "Anna P.", language = "ru", timeZone = "Asia/Omsk" })).Ok();
        (await anna.PutAsync("/api/profile", new { name = "Anna", language = "ru", timeZone = "Asia/Omsk", roles = new[] { "Administrator" } })).Refused(400, "GEN-002");

        var me = (await anna.GetAsync("/api/profile")).Ok().Json;
        Assert.Equal(("Anna P.", "ru", "Asia/Omsk"), ((string?)me["name"], (string?)me["language"], (string?)me["timeZone"]));
    }
}
