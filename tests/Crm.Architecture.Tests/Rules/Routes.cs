using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A route asks who is there, or it stands on the list of those that need not.</summary>
internal static class Routes
{
    /// <returns>Routes that anybody may call, static files aside.</returns>
    public static IReadOnlyList<string> OpenToAnybody(IEnumerable<Endpoint> endpoints, bool isFallbackPolicySet) =>
        [.. endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(route => IsOpen(route, isFallbackPolicySet))
            .SelectMany(Names)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Names(RouteEndpoint route)
    {
        var methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        var path = "/" + route.RoutePattern.RawText?.TrimStart('/');
        return methods is { Count: > 0 } ? methods.Select(method => $"{method} {path}") : [$"* {path}"];
    }

    private static bool IsOpen(Endpoint route, bool isFallbackPolicySet)
    {
        if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return true;
        var asks = route.Metadata.GetMetadata<IAuthorizeData>() is not null || route.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
        return !asks && !isFallbackPolicySet;
    }
}
