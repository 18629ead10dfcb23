using System.Security.Claims;
using System.Text.Encodings.Web;
using Crm.Domain.Users;
using Crm.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Web.Security;

/// <summary><c>Authorization: Bearer crm_…</c>; looked up on every request, so revoking works at the next one.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, IDbContextFactory<CrmDbContext> databases)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Bearer";
    private const string Start = Name + " ";

    public static bool IsUsedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request))
            return AuthenticateResult.NoResult();
        var text = Request.Headers.Authorization.ToString()[Start.Length..].Trim();
        if (!text.StartsWith(ApiToken.Prefix, StringComparison.Ordinal))
            return AuthenticateResult.Fail("Unknown token.");

        var hash = ApiToken.HashOf(text);
        await using var database = await databases.CreateDbContextAsync(Context.RequestAborted);
        var token = await database.Set<ApiToken>().AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        if (token is null || !token.IsValid(TimeProvider.GetUtcNow())
            || !await database.Set<User>().AnyAsync(u => u.Id == token.UserId && u.Active, Context.RequestAborted))
            return AuthenticateResult.Fail("Unknown token.");

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, token.UserId.ToString()), new(ClaimTypes.Name, token.Name), new(CurrentActor.TokenClaim, token.Id.ToString())],
            Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}
