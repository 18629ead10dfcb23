using System.Net;
using System.Net.Http.Headers;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Security;

public sealed class ApiTokenTests
{
    [Fact]
    public async Task A_key_enters_the_api_until_it_expires()
    {
        await using var house = await House.OpenAsync();
        using var client = await WithKeyAsync(house);

        using var before = await client.GetAsync("/api/nothing", House.Stop);
        house.App.Clock!.Advance(TimeSpan.FromDays(11));
        using var after = await client.GetAsync("/api/nothing", House.Stop);

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_the_next_call()
    {
        await using var house = await House.OpenAsync();
        using var client = await WithKeyAsync(house);

        await house.App.InScopeAsync(async host =>
        {
            var database = host.GetRequiredService<CrmDbContext>();
            (await database.Set<ApiToken>().SingleAsync(House.Stop)).Revoke(house.App.Clock!.Now);
            await database.SaveChangesAsync(House.Stop);
        });

        using var answer = await client.GetAsync("/api/nothing", House.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_database_holds_no_key()
    {
        await using var house = await House.OpenAsync();
        var (token, text) = ApiToken.Issue(house.Anna.Id, "import", TimeSpan.FromDays(9999), house.App.Clock!.Now);

        Assert.StartsWith("crm_", text, StringComparison.Ordinal);
        Assert.Equal(ApiToken.HashOf(text), token.Hash);
        Assert.True(token.Start.Length < text.Length / 4);
        Assert.Equal(house.App.Clock.Now + TimeSpan.FromDays(365), token.ExpiresAt);
    }

    private static async Task<HttpClient> WithKeyAsync(House house)
    {
        var (token, text) = ApiToken.Issue(house.Anna.Id, "import", TimeSpan.FromDays(10), house.App.Clock!.Now);
        await house.App.InScopeAsync(async host =>
        {
            var database = host.GetRequiredService<CrmDbContext>();
            database.Add(token);
            await database.SaveChangesAsync(House.Stop);
        });
        var client = house.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }
}
