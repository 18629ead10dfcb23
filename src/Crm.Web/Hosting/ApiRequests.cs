using Crm.Domain;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Crm.Web.Hosting;

/// <summary>
/// What every call of the API must satisfy before its handler runs. A browser session proves that its own page sent
/// an unsafe request by the header <c>X-Requested-With</c>: another site cannot set it without permission, and none is given.
/// A bearer token needs no such proof, because no browser sends it by itself.
/// </summary>
internal sealed class ApiRequests(RequestDelegate next)
{
    public const string Header = "X-Requested-With";
    private const long LargestBody = 1024 * 1024;

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/api"))
            return next(context);
        LimitBody(context);
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (!isSafe && !TokenAuthentication.IsUsedBy(request) && !request.Headers.ContainsKey(Header))
            throw DomainException.For("GEN-012", Header, Header);
        return next(context);
    }

    private static void LimitBody(HttpContext context)
    {
        // Uploads state their own limit on the endpoint.
        var own = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        if (own is not null)
            return;
        if (context.Request.ContentLength > LargestBody)
            throw new DomainException("GEN-014", "1 MiB");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestBody;
    }
}
