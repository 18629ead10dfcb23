using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;

namespace Crm.Web.Hosting;

internal static class SecurityHosting
{
    private const string Either = "crm";

    public static void AddCrmSecurity(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Security").Get<SecuritySettings>() ?? new();
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SetupToken>();
        services.AddSingleton<Invitations>();
        services.AddScoped<Gatekeeper>();
        services.AddScoped<Accounts>();
        services.AddScoped<SignedIn>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<CircuitHandler, CircuitIdentity>();
        services.AddScoped<SessionEvents>();
        services.AddHttpContextAccessor();
        AddIdentity(services);
        AddSchemes(services, settings, OverHttps(builder.Configuration));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = OverHttps(builder.Configuration) ? "__Host-crm-form" : "crm-form";
            o.Cookie.SecurePolicy = OverHttps(builder.Configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(400));
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddRateLimiter(o =>
        {
            o.GlobalLimiter = Limiter(settings);
            o.OnRejected = async (context, cancellationToken) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(60);
                await Problems.TooMany(context.HttpContext, wait, cancellationToken);
            };
        });
    }

    /// <summary>The order is the point: limits and antiforgery must know who asks.</summary>
    public static void UseCrmSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<SignedIn>().Principal = context.User;
            return next();
        });
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.UseMiddleware<ApiRequests>();
    }

    private static void AddIdentity(IServiceCollection services) => services
        .AddIdentityCore<Account>(o =>
        {
            o.Password.RequiredLength = 12;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
            o.Lockout.AllowedForNewUsers = false;
            o.User.AllowedUserNameCharacters = "";
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        })
        .AddEntityFrameworkStores<CrmDbContext>()
        .AddSignInManager()
        .AddClaimsPrincipalFactory<PrincipalOfAccount>()
        .AddPasswordValidator<BreachedPasswords>()
        .AddDefaultTokenProviders();

    private static void AddSchemes(IServiceCollection services, SecuritySettings settings, bool overHttps)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = context =>
                TokenAuthentication.IsUsedBy(context.Request) ? TokenAuthentication.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                o.Cookie.Name = overHttps ? "__Host-crm" : "crm";
                o.Cookie.SecurePolicy = overHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.HttpOnly = true;
                o.LoginPath = "/account/sign-in";
                o.AccessDeniedPath = "/account/denied";
                o.ReturnUrlParameter = "returnUrl";
                o.ExpireTimeSpan = settings.Idle;
                o.SlidingExpiration = true;
                o.EventsType = typeof(SessionEvents);
            });
    }

    private static bool OverHttps(IConfiguration configuration) =>
        configuration.GetValue<bool?>("Security:Https")
        ?? (configuration["urls"] ?? configuration["http_ports"] ?? "").Contains("https://", StringComparison.OrdinalIgnoreCase);

    private static PartitionedRateLimiter<HttpContext> Limiter(SecuritySettings settings) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "-";
            if (!context.Request.Path.StartsWithSegments("/api"))
                return RateLimitPartition.GetNoLimiter("");
            if (TokenAuthentication.IsUsedBy(context.Request) || context.User.Identity?.IsAuthenticated is not true)
                return PerMinute("client " + who, settings.ApiPerClient);
            return HttpMethods.IsGet(context.Request.Method)
                ? PerMinute("read " + who, settings.ApiPerClient)
                : PerMinute("write " + who, settings.UnsafePerSession);
        });

    private static RateLimitPartition<string> PerMinute(string key, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        string.Create(CultureInfo.InvariantCulture, $"{key} {permits}"),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}
