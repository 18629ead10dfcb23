using System.Globalization;
using Crm.Domain;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Crm.Web.Features.Account;

/// <summary>Plain form posts: each changes a cookie, which a circuit cannot do.</summary>
internal static class AccountEndpoints
{
    internal sealed record ProfileForm(string? Name, string? Email, string? Language, string? Zone, long? Revision);

    public static void MapAccount(this WebApplication app)
    {
        var account = app.MapGroup("/account").ExcludeFromDescription();
        account.MapPost("/sign-in", SignIn).AllowAnonymous();
        account.MapPost("/language", Language).AllowAnonymous();
        account.MapPost("/theme", Theme).AllowAnonymous();
        account.MapPost("/sign-out", SignOut);
        account.MapPost("/profile", ChangeProfile);
        account.MapPost("/password", ChangePassword);
        account.MapPost("/sessions/end", EndOtherSessions);
        account.MapGet("/alive", () => TypedResults.NoContent());
    }

    private static async Task<IResult> SignIn(
        [FromForm] string? login, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, Gatekeeper gatekeeper)
    {
        var answer = await gatekeeper.SignIn(login ?? "", password ?? "", context);
        if (answer.Succeeded)
            return TypedResults.LocalRedirect(Local(returnUrl));
        var query = QueryString.Create("returnUrl", Local(returnUrl));
        return TypedResults.LocalRedirect("/account/sign-in" + (answer.Wait is { } wait
            ? query.Add("wait", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : query.Add("error", "1")));
    }

    private static async Task<IResult> SignOut(SignInManager<Security.Account> sessions)
    {
        await sessions.SignOutAsync();
        return TypedResults.LocalRedirect("/account/sign-in");
    }

    private static async Task<IResult> ChangePassword([FromForm] string? current, [FromForm] string? next,
        HttpContext context, Accounts accounts, Gatekeeper gatekeeper)
    {
        try
        {
            await gatekeeper.Stay(context.User, account => accounts.ChangePassword(account, current ?? "", next ?? ""));
            return TypedResults.LocalRedirect("/account?done=password");
        }
        catch (DomainException)
        {
            return TypedResults.LocalRedirect("/account?done=refused");
        }
    }

    /// <summary>The time zone and the language travel with the session, so it begins anew.</summary>
    private static async Task<IResult> ChangeProfile([FromForm] ProfileForm form, HttpContext context, ProfileActs acts, Gatekeeper gatekeeper)
    {
        try
        {
            var change = new StateProfile { Name = form.Name ?? "", Email = form.Email, Language = form.Language ?? "", TimeZone = form.Zone ?? "" };
            await gatekeeper.Stay(context.User, _ => acts.Change(change, ApiCall.OfPage(form.Revision)));
            context.Response.Cookies.Append(Languages.Cookie, change.Language, Languages.Remembered);
            return TypedResults.LocalRedirect("/account?done=profile");
        }
        catch (DomainException refused)
        {
            return TypedResults.LocalRedirect(refused.Code is "GEN-007" ? "/account?done=overtaken" : "/account?done=unsaved");
        }
    }

    private static async Task<IResult> EndOtherSessions(HttpContext context, Accounts accounts, Gatekeeper gatekeeper)
    {
        await gatekeeper.Stay(context.User, account => accounts.EndSessions(account.Id));
        return TypedResults.LocalRedirect("/account?done=sessions");
    }

    private static IResult Language([FromForm] string? language, [FromForm] string? returnUrl, HttpContext context)
    {
        if (Languages.Has(language))
            context.Response.Cookies.Append(Languages.Cookie, language!, Languages.Remembered);
        return TypedResults.LocalRedirect(Local(returnUrl));
    }

    private static IResult Theme([FromForm] string? look, [FromForm] string? returnUrl, HttpContext context)
    {
        if (look is not null && Look.Choices.Contains(look))
            context.Response.Cookies.Append(Look.ChoiceCookie, look, Languages.Remembered);
        return TypedResults.LocalRedirect(Local(returnUrl));
    }

    /// <summary>Only a path of this site; everything else leads to the start page.</summary>
    private static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/' or '\\', ..] && !returnUrl.Any(char.IsControl) ? returnUrl : "/";
}
