using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>Users and units. Passwords are set by people themselves, never over the API.</summary>
internal static class PeopleApi
{
    public static void MapPeopleApi(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Settings");
        users.MapGet("", Users).WithSummary("People who work here");
        users.MapPut("/{id:guid}/roles", ChangeRoles).WithSummary("Change the roles of a person; conflicting ones pass with confirm=true");
        users.MapPut("/{id:guid}/unit", MoveUser).WithSummary("Move a person to another unit");
        users.MapPut("/{id:guid}/discount-limit", ChangeLimit).WithSummary("Change the discount a person may give alone");
        users.MapPost("/{id:guid}/deactivation", Deactivate).WithSummary("Close a person's access at the next request");
        users.MapPost("/{id:guid}/activation", Activate).WithSummary("Open a person's access again");
        var units = api.MapGroup("/units").WithTags("Settings");
        units.MapGet("", Units).WithSummary("Units");
        units.MapPost("", AddUnit).WithSummary("Add a unit");
        units.MapPut("/{id:guid}", ChangeUnit).WithSummary("Change a unit, its head, calendar and place");
    }

    private static async Task<Ok<List<UserRow>>> Users(CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        (await current.Get(cancellation)).Require(Right.DealsView);
        var users = await database.Set<User>().AsNoTracking().OrderBy(u => u.Name).ToListAsync(cancellation);
        return TypedResults.Ok(users.Select(u => new UserRow(u.Id, u.Name, u.Login, u.Email, u.Roles, u.UnitId, u.Language, u.TimeZone, u.DiscountLimitPct,
            u.Active, u.Revision)).ToList());
    }

    private static Task<ContentHttpResult> ChangeRoles(Guid id, UserRoles body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Run(id, "user.change_roles", body, (user, scope) => user.ChangeRoles(body.Roles, call.Confirm, scope.Cause, scope.Now), call, acts, cancellation);

    private static Task<ContentHttpResult> MoveUser(Guid id, UserUnit body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        RecordActs.On<User>(id, "user.move", body, Right.AdminUsers, async (user, scope) =>
        {
            await scope.RequireKnown<Unit>(body.UnitId);
            user.MoveTo(body.UnitId, scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> ChangeLimit(Guid id, UserLimit body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Run(id, "user.change_limit", body, (user, scope) => user.ChangeDiscountLimit(body.DiscountLimitPct, scope.Cause, scope.Now), call, acts, cancellation);

    private static Task<ContentHttpResult> Deactivate(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Run(id, "user.deactivate", null, (user, scope) => user.Deactivate(scope.Cause, scope.Now), call, acts, cancellation);

    private static Task<ContentHttpResult> Activate(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Run(id, "user.activate", null, (user, scope) => user.Activate(scope.Cause, scope.Now), call, acts, cancellation);

    private static Task<ContentHttpResult> Run(Guid id, string name, object? body, Action<User, CommandScope> verb, ApiCall call, Acts acts,
        CancellationToken cancellation) => RecordActs.On<User>(id, name, body, Right.AdminUsers, (user, scope) =>
    {
        verb(user, scope);
        return Task.CompletedTask;
    }, call, acts, cancellation);

    private static async Task<Ok<List<UnitRow>>> Units(CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        (await current.Get(cancellation)).Require(Right.DealsView);
        return TypedResults.Ok(await database.Set<Unit>().AsNoTracking().OrderBy(u => u.Name)
            .Select(u => new UnitRow(u.Id, u.Name, u.ParentId, u.HeadId, u.CalendarId, u.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddUnit(StateUnit body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "unit.add", body), async scope =>
        {
            scope.Require(Right.AdminUsers);
            await RequireKnown(scope, body);
            return (object?)new { scope.Add(Unit.Add(body.Name, body.ParentId, body.HeadId, body.CalendarId, scope.Cause, scope.Now)).Id };
        }, cancellation));

    private static Task<ContentHttpResult> ChangeUnit(Guid id, StateUnit body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        RecordActs.On<Unit>(id, "unit.change", body, Right.AdminUsers, async (unit, scope) =>
        {
            await RequireKnown(scope, body);
            unit.Change(body.Name, body.HeadId, body.CalendarId, scope.Cause, scope.Now);
            var tree = new UnitTree(await database.Set<Unit>().AsNoTracking().ToListAsync(cancellation));
            if (unit.ParentId != body.ParentId) unit.MoveUnder(body.ParentId, tree, scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static async Task RequireKnown(CommandScope scope, StateUnit body)
    {
        await scope.RequireKnown<Unit>(body.ParentId);
        await scope.RequireKnown<User>(body.HeadId);
        await scope.RequireKnown<Crm.Domain.Tasks.WorkingCalendar>(body.CalendarId);
    }
}

internal sealed record UserRow(Guid Id, string Name, string Login, string? Email, IReadOnlyList<Role> Roles, Guid? UnitId, string Language, string TimeZone,
    decimal DiscountLimitPct, bool Active, long Revision);

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
