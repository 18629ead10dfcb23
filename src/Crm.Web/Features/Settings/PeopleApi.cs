using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>Users and units. Passwords are set by people themselves, never over the API.</summary>
internal static class PeopleApi
{
    public static void MapPeopleApi(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Settings");
        users.MapGet("", Users).RequireRight(Right.DealsView).WithSummary("People who work here");
        users.MapPost("", Invite).WithSummary("Invite a person; the answer holds the link with which she chooses her password");
        users.MapPut("/{id:guid}", Change).WithSummary("Change a person: name, e-mail, roles, unit, discount limit");
        users.MapGet("/{id:guid}/holdings", Held).RequireRight(Right.AdminUsers).WithSummary("Open deals and tasks, units and queues of a person");
        users.MapPost("/{id:guid}/invitation", InviteAgain).WithSummary("Make a new link to choose a password; the one before is void");
        users.MapPut("/{id:guid}/roles", Done<UserRoles>((id, body, call, acts, stop) => acts.ChangeRoles(id, body, call, stop)))
            .WithSummary("Change the roles of a person; conflicting ones pass with confirm=true");
        users.MapPut("/{id:guid}/unit", Done<UserUnit>((id, body, call, acts, stop) => acts.Move(id, body, call, stop))).WithSummary("Move a person to another unit");
        users.MapPut("/{id:guid}/discount-limit", Done<UserLimit>((id, body, call, acts, stop) => acts.ChangeLimit(id, body, call, stop)))
            .WithSummary("Change the discount a person may give alone");
        users.MapPost("/{id:guid}/deactivation", Deactivate).WithSummary("Close a person's access at the next request");
        users.MapPost("/{id:guid}/activation", Activate).WithSummary("Open a person's access again");
        api.MapGet("/roles", Roles).RequireRight(Right.DealsView).WithTags("Settings").WithSummary("Roles and their rights");
        var units = api.MapGroup("/units").WithTags("Settings");
        units.MapGet("", Units).RequireRight(Right.DealsView).WithSummary("Units");
        units.MapPost("", AddUnit).WithSummary("Add a unit");
        units.MapPut("/{id:guid}", ChangeUnit).WithSummary("Change a unit, its head, calendar and place");
    }

    private static async Task<Ok<List<UserRow>>> Users(StaffReader staff, CancellationToken cancellation)
    {
        return TypedResults.Ok(await staff.Read(cancellation));
    }

    private static async Task<Created<InvitedPerson>> Invite(InvitePerson body, ApiCall call, PeopleActs acts, HttpContext context, CancellationToken cancellation)
    {
        var (id, link) = await acts.Invite(body, call, cancellation);
        return TypedResults.Created($"/api/users/{id}", new InvitedPerson(id, link is null ? null : Absolute(link, context), link?.ExpiresAt));
    }

    private static async Task<Ok<InvitedPerson>> InviteAgain(Guid id, ApiCall call, PeopleActs acts, HttpContext context, CancellationToken cancellation)
    {
        var link = await acts.InviteAgain(id, call, cancellation);
        return TypedResults.Ok(new InvitedPerson(id, Absolute(link, context), link.ExpiresAt));
    }

    private static async Task<ContentHttpResult> Change(Guid id, ChangePerson body, ApiCall call, PeopleActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Change(id, body, call, cancellation));

    private static async Task<Ok<Holdings>> Held(Guid id, StaffReader staff, CancellationToken cancellation)
    {
        return TypedResults.Ok(await staff.Held(id, cancellation));
    }

    private static async Task<ContentHttpResult> Deactivate(Guid id, ApiCall call, PeopleActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Deactivate(id, call, cancellation));

    private static async Task<ContentHttpResult> Activate(Guid id, ApiCall call, PeopleActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Activate(id, call, cancellation));

    private static Func<Guid, T, ApiCall, PeopleActs, CancellationToken, Task<ContentHttpResult>> Done<T>(
        Func<Guid, T, ApiCall, PeopleActs, CancellationToken, Task<string>> verb) =>
        async (id, body, call, acts, cancellation) => Answers.Done(await verb(id, body, call, acts, cancellation));

    private static async Task<Ok<List<RoleRow>>> Roles(CancellationToken cancellation)
    {
        return TypedResults.Ok(Right.Table.Select(row => new RoleRow(row.Key, [.. row.Value.Order(StringComparer.Ordinal)])).ToList());
    }

    private static string Absolute(InvitationLink link, HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{link.Path}";

    private static async Task<Ok<List<UnitRow>>> Units(CrmDbContext database, CancellationToken cancellation)
    {
        return TypedResults.Ok(await database.Set<Unit>().AsNoTracking().OrderBy(u => u.Name)
            .Select(u => new UnitRow(u.Id, u.Name, u.ParentId, u.HeadId, u.CalendarId, u.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddUnit(StateUnit body, ApiCall call, UnitActs acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Add(body, call, cancellation));

    private static async Task<ContentHttpResult> ChangeUnit(Guid id, StateUnit body, ApiCall call, UnitActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Change(id, body, call, cancellation));
}

internal sealed record RoleRow(Role Role, IReadOnlyList<string> Rights);

internal sealed record InvitePerson
{
    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>The e-mail address when left out.</summary>
    public string? Login { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }
    public Guid? UnitId { get; init; }
    public string? Language { get; init; }

    /// <summary>The company's when left out.</summary>
    public string? TimeZone { get; init; }
}

internal sealed record Invited(Guid Id, InvitationLink? Link);

internal sealed record InvitedPerson(Guid Id, string? Link, DateTimeOffset? ExpiresAt);

internal sealed record ChangePerson
{
    public required string Name { get; init; }
    public string? Email { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }
    public Guid? UnitId { get; init; }

    /// <summary>What is left out stays as it is.</summary>
    public decimal? DiscountLimitPct { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
}

internal sealed record UserRoles
{
    public required IReadOnlyList<Role> Roles { get; init; }
}

internal sealed record UserUnit
{
    public Guid? UnitId { get; init; }
}

internal sealed record UserLimit
{
    public required decimal DiscountLimitPct { get; init; }
}

internal sealed record StateUnit
{
    public required string Name { get; init; }
    public Guid? ParentId { get; init; }
    public Guid? HeadId { get; init; }
    public Guid? CalendarId { get; init; }
}

internal sealed record UnitRow(Guid Id, string Name, Guid? ParentId, Guid? HeadId, Guid? CalendarId, long Revision);
