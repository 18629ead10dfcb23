using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Account;

/// <summary>The first start: whoever reads the console creates the company and its first administrator, once.</summary>
internal static class SetupEndpoints
{
    internal sealed record SetupForm(
        string? Token, string? Name, string? Login, string? Password, string? Company, string? Zone, string? Currency);

    public static void MapSetup(this WebApplication app) => app.MapPost("/setup", SetUp).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> SetUp([FromForm] SetupForm form, HttpContext context, SetupToken token, SignInThrottle throttle,
        Accounts accounts, CrmDbContext database, TimeProvider time)
    {
        if (throttle.Wait("set-up", context.Connection.RemoteIpAddress?.ToString() ?? "-") is not null || !token.Matches(form.Token)
            || await database.Users.AnyAsync())
            return Again("token");
        if (string.IsNullOrWhiteSpace(form.Name) || string.IsNullOrWhiteSpace(form.Login) || string.IsNullOrWhiteSpace(form.Company)
            || string.IsNullOrWhiteSpace(form.Zone) || string.IsNullOrWhiteSpace(form.Currency))
            return Again("incomplete");
        try
        {
            await Found(form, accounts, database, time.GetUtcNow());
        }
        catch (DomainException refused)
        {
            return Again(refused.First.Field is Accounts.WeakPassword ? "password" : "incomplete");
        }

        token.Spend();
        return TypedResults.LocalRedirect("/account/sign-in?returnUrl=%2F");
    }

    private static async Task Found(SetupForm form, Accounts accounts, CrmDbContext database, DateTimeOffset now)
    {
        var cause = new Cause(Actor.Job("set-up"), Door.Page, Guid.CreateVersion7(now));
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "ru" : "en";
        // The first administrator also designs and operates; she hands these roles on later.
        var first = User.Invite(form.Name!, form.Login!, null, [Role.Administrator, Role.ProcessOwner, Role.Operator], null, language, form.Zone!, cause, now);
        if (!await database.Set<Company>().AnyAsync())
        {
            var calendar = WorkingCalendar.Create(language is "ru" ? "Рабочая неделя" : "Working week", form.Zone!, WorkingCalendar.StandardHours, [], [], cause, now);
            database.AddRange(calendar, Company.Found(form.Company!, form.Zone!, form.Currency!, calendar.Id, cause, now));
        }
        await accounts.Open(first, form.Password ?? "");
    }

    private static IResult Again(string problem) => TypedResults.LocalRedirect($"/setup?problem={problem}");
}
