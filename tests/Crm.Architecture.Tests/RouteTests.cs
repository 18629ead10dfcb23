using Crm.Architecture.Tests.Rules;
using Crm.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class RouteTests(SharedApp shared) : IClassFixture<SharedApp>
{
    // Nobody is signed in yet, or nobody ever is: a probe, an error page, a link with a token of its own.
    private static readonly string[] Anonymous =
    [
        "* /health/live",
        "* /health/ready",
        "GET /account/sign-in",
        "GET /error",
        "GET /invite",
        "GET /setup",
        "POST /account/language",
        "POST /account/sign-in",
        "POST /account/theme",
        "POST /error",
        "POST /invite",
        "POST /setup",
        // The reader's own script; the description that it shows asks who is there.
        "GET /scalar/favicon.svg",
        "GET /scalar/scalar.aspnetcore.js",
        "GET /scalar/scalar.js",
    ];

    private IReadOnlyList<Endpoint> Endpoints =>
        [.. shared.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)];

    private bool HasFallback => shared.App.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy is not null;

    [Fact]
    public void Only_the_listed_routes_are_open_to_anybody()
    {
        var open = Routes.OpenToAnybody(Endpoints, HasFallback);

        Found.Nothing(open.Except(Anonymous).Select(name => $"{name} is open to anybody"));
        Found.Nothing(Anonymous.Except(open).Select(name => $"{name} is on the list and not open"));
    }

    [Fact]
    public async Task Nobody_gets_an_answer_from_any_other_route()
    {
        using var nobody = shared.App.Nobody();
        var let = new List<string>();
        foreach (var name in Endpoints.OfType<RouteEndpoint>().Where(Asks).SelectMany(Routes.Names).Distinct())
        {
            using var request = new HttpRequestMessage(Method(name), Address(name));
            using var answer = await nobody.SendAsync(request, TestContext.Current.CancellationToken);
            var isSentToSignIn = answer.Headers.Location?.ToString().Contains(SignIn.Path, StringComparison.Ordinal) == true;
            if ((int)answer.StatusCode != 401 && !isSentToSignIn)
                let.Add($"{name} answers {(int)answer.StatusCode}");
        }
        Found.Nothing(let);
    }

    [Fact]
    public void A_route_that_forgets_to_ask_is_found()
    {
        Endpoint[] routes = [Route("/api/deals"), Route("/api/open", new AllowAnonymousAttribute()), Route("/api/tasks", new AuthorizeAttribute())];

        Assert.Equal(["* /api/open"], Routes.OpenToAnybody(routes, isFallbackPolicySet: true));
        Assert.Equal(["* /api/deals", "* /api/open"], Routes.OpenToAnybody(routes, isFallbackPolicySet: false));
    }

    private static bool Asks(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is null;

    private static HttpMethod Method(string name) => name.Split(' ')[0] is var method and not "*" ? new(method) : HttpMethod.Get;

    // Any value will do: who is there is asked before what is meant.
    private static string Address(string name) => string.Join('/', name.Split(' ')[1].Split('/')
        .Select(part => part.Contains('{', StringComparison.Ordinal) ? Guid.Empty.ToString() : part));

    private static RouteEndpoint Route(string pattern, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, new(metadata), pattern);
}
