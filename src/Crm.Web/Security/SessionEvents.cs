using System.Globalization;
using System.Security.Claims;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Security;

/// <summary>Every request asks the database whether the session still holds: a changed password or role ends it at once.</summary>
internal sealed class SessionEvents(IDbContextFactory<CrmDbContext> databases, SecuritySettings settings, TimeProvider time)
    : CookieAuthenticationEvents
{
    private const string StartedAt = "crm.started";
    private readonly string _stampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    public override Task SigningIn(CookieSigningInContext context)
    {
        if (!context.Properties.Items.ContainsKey(StartedAt))
            context.Properties.Items[StartedAt] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (IsAsset(context.HttpContext.Request.Path))
            return;
        if (HasTimeLeft(context.Properties) && await Holds(context.Principal, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        AnswerOrRedirect(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        AnswerOrRedirect(context, StatusCodes.Status403Forbidden);

    private bool HasTimeLeft(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(StartedAt, out var text)
        && long.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
        && time.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(seconds) + settings.LongestSession;

    private async Task<bool> Holds(ClaimsPrincipal? principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var stamp = await database.Set<User>().Where(u => u.Id == id && u.Active)
            .Join(database.Users, user => user.Id, account => account.Id, (user, account) => account.SecurityStamp)
            .FirstOrDefaultAsync(cancellationToken);
        return stamp is not null && stamp == principal.FindFirstValue(_stampClaim);
    }

    private static Task AnswerOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        // Programs get a status and a problem; only a person is led to a page.
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/_blazor"))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static bool IsAsset(PathString path) =>
        path.StartsWithSegments("/dist") || path.StartsWithSegments("/_content") || path.StartsWithSegments("/_framework");
}
