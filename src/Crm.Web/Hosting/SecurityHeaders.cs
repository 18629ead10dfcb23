namespace Crm.Web.Hosting;

internal static class SecurityHeaders
{
    // The component library writes style attributes; scripts come from files only.
    private const string Before = "default-src 'self'; script-src 'self'";
    private const string After = "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri ";

    /// <summary>Set when the answer starts, because an error clears what was set before it.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (!headers.ContainsKey("Content-Security-Policy"))
                headers.ContentSecurityPolicy = Before + Nonce(context) + After + BaseUri(context);
            return Task.CompletedTask;
        });
        return next();
    });

    /// <summary>The API reader is the only page with an inline script.</summary>
    private static string Nonce(HttpContext context) =>
        context.Items[Scalar.AspNetCore.ScalarOptions.NonceHttpContextItemKey] is string nonce ? $" 'nonce-{nonce}'" : "";

    /// <summary>The page framework finds its hub and its links through the base address, so pages may name their own site as base.</summary>
    private static string BaseUri(HttpContext context) =>
        context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true ? "'self'" : "'none'";
}
