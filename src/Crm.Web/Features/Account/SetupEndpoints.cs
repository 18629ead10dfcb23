using System.Globalization;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Account;

/// <summary>The first start: whoever reads the console creates the company and its first administrator, once.</summary>
internal static class SetupEndpoints
{
    internal sealed record SetupForm(
        string? Token, string? Name, string? Login, string? Password, string? Company, string? Zone, string? Currency);

    /// <summary>Where the founding happens, and what it needs there.</summary>
    internal sealed record Place(CommandRunner Runner, Accounts Accounts, IDbContextFactory<CrmDbContext> Databases);

    public static void MapSetup(this WebApplication app) => app.MapPost("/setup", SetUp).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> SetUp([FromForm] SetupForm form, HttpContext context, SetupToken token, SignInThrottle throttle,
        [AsParameters] Place place)
    {
        if (throttle.Wait("set-up", context.Connection.RemoteIpAddress?.ToString() ?? "-") is not null || !token.Matches(form.Token))
            return Again("token");
        if (string.IsNullOrWhiteSpace(form.Name) || string.IsNullOrWhiteSpace(form.Login) || string.IsNullOrWhiteSpace(form.Company)
            || string.IsNullOrWhiteSpace(form.Zone) || string.IsNullOrWhiteSpace(form.Currency))
            return Again("incomplete");
        try
        {
            var command = Command.Of(Guid.CreateVersion7(), Actor.Job("set-up"), Door.Page, Subject.None, "company.found");
            await place.Runner.Run(command, scope => Found(form, scope, place, context.RequestAborted), context.RequestAborted);
        }
        catch (DomainException refused)
        {
            return Again(refused.Code is "TSK-009" ? "token" : refused.First.Field is Accounts.WeakPassword ? "password" : "incomplete");
        }

        token.Spend();
        return TypedResults.LocalRedirect("/account/sign-in?returnUrl=%2F");
    }

    private static async Task Found(SetupForm form, CommandScope scope, Place place, CancellationToken cancellation)
    {
        // Of two who come with the same token at the same instant the second sees the first one's people.
        await scope.Alone("set-up");
        await using var database = await place.Databases.CreateDbContextAsync(cancellation);
        if (await database.Users.AnyAsync(cancellation)) throw new DomainException("TSK-009");
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "ru" : "en";
        // The first administrator also designs and operates; she hands these roles on later.
        var first = User.Invite(form.Name!, form.Login!, null, [Role.Administrator, Role.ProcessOwner, Role.Operator], null, language, form.Zone!, scope.Cause, scope.Now);
        if (!await database.Set<Company>().AnyAsync(cancellation))
        {
            var calendar = WorkingCalendar.Create(language is "ru" ? "Рабочая неделя" : "Working week", form.Zone!, WorkingCalendar.StandardHours, [], [], scope.Cause, scope.Now);
            scope.Add(calendar);
            scope.Add(Company.Found(form.Company!, form.Zone!, form.Currency!, calendar.Id, scope.Cause, scope.Now));
        }
        scope.Add(first);
        scope.Add(await place.Accounts.New(first, form.Password ?? ""));
    }

    private static IResult Again(string problem) => TypedResults.LocalRedirect($"/setup?problem={problem}");
}
