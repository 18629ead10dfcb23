using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>What may be done to the people who work here; the page and the API do the same.</summary>
internal sealed class PeopleActs(Acts acts, IDbContextFactory<CrmDbContext> databases, Invitations invitations)
{
    /// <summary>The link comes with the first answer only; a repeated call finds the person and nothing more.</summary>
    public async Task<Invited> Invite(InvitePerson body, ApiCall call, CancellationToken cancellation = default)
    {
        DateTimeOffset? asked = null;
        var answer = await acts.Run(call.On(Subject.None, "user.invite", body), async scope =>
        {
            scope.Require(Right.AdminUsers);
            var login = string.IsNullOrWhiteSpace(body.Login) ? body.Email : body.Login;
            var user = User.Invite(body.Name, login, body.Email, body.Roles, body.UnitId, body.Language ?? "en", body.TimeZone ?? scope.Around.TimeZone.Id,
                scope.Cause, scope.Now);
            await scope.RequireKnown<Unit>(body.UnitId);
            await RequireFree(user.Login, cancellation);
            User.RequireCompatible(body.Roles, call.Confirm, user.Name);
            scope.Add(user);
            scope.Add(Security.Account.Invited(user.Id, user.Login));
            AskForLetter(user, scope);
            asked = scope.Now;
            return (object?)new { user.Id };
        }, cancellation);
        var id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetGuid();
        return new Invited(id, asked is { } at ? await invitations.Issue(id, at, cancellation) : null);
    }

    /// <summary>For one who lost the link, and for one who forgot the password; the password before holds until the link is used.</summary>
    public async Task<InvitationLink> InviteAgain(Guid id, ApiCall call, CancellationToken cancellation = default)
    {
        var asked = DateTimeOffset.MinValue;
        await On(id, "user.invite_again", null, (user, scope) =>
        {
            asked = scope.Now;
            user.InviteAgain(scope.Cause, scope.Now);
            AskForLetter(user, scope);
        }, call, cancellation);
        return await invitations.Issue(id, asked, cancellation);
    }

    /// <summary>Everything the page shows of a person, in one act; all that is wrong is said at once.</summary>
    public Task<string> Change(Guid id, ChangePerson body, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.change", body, async (user, scope) =>
        {
            await scope.RequireKnown<Unit>(body.UnitId);
            if (!body.Roles.Contains(Role.Administrator)) await RequireAnotherAdministrator(user, scope, cancellation);
            Together.Run(
                () => user.ChangeProfile(body.Name, body.Email, body.Language ?? user.Language, body.TimeZone ?? user.TimeZone, scope.Cause, scope.Now),
                () => user.ChangeRoles(body.Roles, call.Confirm, scope.Cause, scope.Now),
                () => user.ChangeDiscountLimit(body.DiscountLimitPct ?? user.DiscountLimitPct, scope.Cause, scope.Now),
                () => user.MoveTo(body.UnitId, scope.Cause, scope.Now));
        }, call, cancellation);

    public Task<string> ChangeRoles(Guid id, UserRoles body, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.change_roles", body, async (user, scope) =>
        {
            if (!body.Roles.Contains(Role.Administrator)) await RequireAnotherAdministrator(user, scope, cancellation);
            user.ChangeRoles(body.Roles, call.Confirm, scope.Cause, scope.Now);
        }, call, cancellation);

    public Task<string> Move(Guid id, UserUnit body, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.move", body, async (user, scope) =>
        {
            await scope.RequireKnown<Unit>(body.UnitId);
            user.MoveTo(body.UnitId, scope.Cause, scope.Now);
        }, call, cancellation);

    public Task<string> ChangeLimit(Guid id, UserLimit body, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.change_limit", body, (user, scope) => user.ChangeDiscountLimit(body.DiscountLimitPct, scope.Cause, scope.Now), call, cancellation);

    /// <summary>Her sessions and keys end at their next request, and sessions stay ended when she comes back.</summary>
    public Task<string> Deactivate(Guid id, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.deactivate", null, async (user, scope) =>
        {
            await RequireAnotherAdministrator(user, scope, cancellation);
            user.Deactivate(scope.Cause, scope.Now);
            (await scope.FindOrNull<Security.Account>(id))?.EndSessions();
        }, call, cancellation);

    public Task<string> Activate(Guid id, ApiCall call, CancellationToken cancellation = default) =>
        On(id, "user.activate", null, (user, scope) => user.Activate(scope.Cause, scope.Now), call, cancellation);

    private Task<string> On(Guid id, string name, object? body, Action<User, CommandScope> verb, ApiCall call, CancellationToken cancellation) =>
        On(id, name, body, (user, scope) =>
        {
            verb(user, scope);
            return Task.CompletedTask;
        }, call, cancellation);

    private Task<string> On(Guid id, string name, object? body, Func<User, CommandScope, Task> verb, ApiCall call, CancellationToken cancellation) =>
        RecordActs.Run(id, name, body, Right.AdminUsers, verb, call, acts, cancellation);

    /// <summary>The link also goes to her by mail, if she has an address.</summary>
    private static void AskForLetter(User user, CommandScope scope)
    {
        if (user.Email is not { Length: > 0 }) return;
        var letter = JsonSerializer.Serialize(new Letter(Letter.Invitation, user.Id), Signal.Json);
        scope.Add(OutboxMessage.Of(Letter.Kind, null, letter, $"{scope.Command.OperationId:N}:invitation", scope.Now));
    }

    /// <summary>Two administrators who close each other's access at the same instant come one after the other.</summary>
    private async Task RequireAnotherAdministrator(User user, CommandScope scope, CancellationToken cancellation)
    {
        if (!user.Roles.Contains(Role.Administrator)) return;
        await scope.Alone("administrators");
        await using var database = await databases.CreateDbContextAsync(cancellation);
        user.RequireAnotherAdministrator(await database.Set<User>().AsNoTracking().ToListAsync(cancellation));
    }

    private async Task RequireFree(string login, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<User>().Where(u => u.Login == login).RequireNone("GEN-013", nameof(User.Login), login, cancellation);
    }
}
