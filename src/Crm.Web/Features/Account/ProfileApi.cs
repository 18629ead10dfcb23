using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Account;

/// <summary>Who asks, and her keys. Passwords are never set over the API.</summary>
internal static class ProfileApi
{
    public static void MapProfileApi(this IEndpointRouteBuilder api)
    {
        var profile = api.MapGroup("/profile").WithTags("Profile");
        profile.MapGet("", Profile).WithSummary("Who asks: name, roles, rights, language, time zone");
        profile.MapPut("", Change).WithSummary("Change own name, e-mail, language and time zone");
        var keys = api.MapGroup("/api-keys").WithTags("Profile");
        keys.MapGet("", Keys).WithSummary("Own keys for programs; all=true lists everybody's for an administrator");
        keys.MapPost("", Issue).WithSummary("Make a key; it is shown once, in this answer");
        keys.MapPost("/{id:guid}/revocation", Revoke).WithSummary("Revoke a key at its next call");
    }

    private static async Task<Ok<ProfileRow>> Profile(HttpContext context, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var me = await current.Get(cancellation);
        var user = await database.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == me.Id, cancellation);
        return Answers.Of(user is null ? null : new ProfileRow(user.Id, user.Name, user.Login, user.Email, user.Roles, [.. me.Rights.Order(StringComparer.Ordinal)],
            user.UnitId, user.Language, user.TimeZone, user.Revision), context, user?.Revision);
    }

    private static async Task<ContentHttpResult> Change(StateProfile body, ApiCall call, ProfileActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Change(body, call, cancellation));

    private static async Task<Ok<List<KeyRow>>> Keys(bool? all, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var me = await current.Get(cancellation);
        if (all is true) me.Require(Right.AdminUsers);
        return TypedResults.Ok(await database.Set<ApiToken>().AsNoTracking().Where(t => all == true || t.UserId == me.Id).OrderByDescending(t => t.CreatedAt)
            .Select(t => new KeyRow(t.Id, t.UserId, t.Name, t.Start, t.CreatedAt, t.ExpiresAt, t.RevokedAt)).ToListAsync(cancellation));
    }

    private static async Task<Created<NewKey>> Issue(StateKey body, ApiCall call, ApiKeyActs acts, CancellationToken cancellation)
    {
        var (answer, key) = await acts.Issue(body.Name, body.Days, call, cancellation);
        var id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetGuid();
        return TypedResults.Created($"/api/api-keys/{id}", new NewKey(id, key));
    }

    private static async Task<ContentHttpResult> Revoke(Guid id, ApiCall call, ApiKeyActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Revoke(id, call, cancellation));
}

internal sealed record ProfileRow(Guid Id, string Name, string Login, string? Email, IReadOnlyList<Role> Roles, IReadOnlyList<string> Rights, Guid? UnitId,
    string Language, string TimeZone, long Revision);

internal sealed record StateProfile
{
    public required string Name { get; init; }
    public string? Email { get; init; }
    public required string Language { get; init; }
    public required string TimeZone { get; init; }
}

internal sealed record StateKey
{
    public required string Name { get; init; }
    public int Days { get; init; } = 90;
}

internal sealed record KeyRow(Guid Id, Guid UserId, string Name, string Start, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

internal sealed record NewKey(Guid Id, string? Key);
