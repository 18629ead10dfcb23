using Crm.Web.Tests.Security;
using Xunit;

namespace Crm.Web.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Every_answer_carries_the_policy()
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();
        foreach (var path in new[] { "/", "/account/sign-in", "/api/nothing", "/health/live", "/health/ready", "/nowhere", "/_content/MudBlazor/MudBlazor.min.css" })
        {
            using var answer = await client.GetAsync(path, House.Stop);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'self'; script-src 'self'; ", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task A_page_speaks_the_language_that_was_chosen_then_the_browsers()
    {
        await using var house = await House.OpenAsync();
        using var client = house.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "de,ru;q=0.8,en;q=0.5");

        var browsers = await client.GetStringAsync("/account/sign-in", House.Stop);
        client.DefaultRequestHeaders.Add("Cookie", "crm.language=en");
        var chosen = await client.GetStringAsync("/account/sign-in", House.Stop);

        Assert.Contains("<html lang=\"ru\"", browsers, StringComparison.Ordinal);
        Assert.Contains("Войти", browsers, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", chosen, StringComparison.Ordinal);
    }
}
