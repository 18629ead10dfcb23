using Crm.Domain;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Account;

/// <summary>The invited person chooses her password and is in.</summary>
internal static class InviteEndpoints
{
    internal sealed record InviteForm(string? Token, string? Password);

    /// <summary>What a link's own limits and the people behind it need, asked for together.</summary>
    internal sealed record Entry(Invitations Invitations, Accounts Accounts, Gatekeeper Gatekeeper, SignInThrottle Throttle, CommandRunner Runner, CrmDbContext Database);

    public static void MapInvite(this WebApplication app) => app.MapPost("/invite", Accept).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Accept([FromForm] InviteForm form, HttpContext context, [AsParameters] Entry entry)
    {
        if (entry.Throttle.Wait("invite", context.Connection.RemoteIpAddress?.ToString() ?? "-") is not null)
            return Again(form.Token, "wait");
        try
        {
            var id = await entry.Invitations.Accept(form.Token, form.Password ?? "", entry.Accounts, entry.Runner, context.RequestAborted);
            await entry.Gatekeeper.Begin(await entry.Accounts.Find(id));
            var language = await entry.Database.Set<Crm.Domain.Users.User>().Where(u => u.Id == id).Select(u => u.Language).SingleAsync(context.RequestAborted);
            context.Response.Cookies.Append(Languages.Cookie, language, Languages.Remembered);
            return TypedResults.LocalRedirect("/");
        }
        catch (DomainException refused)
        {
            return Again(form.Token, refused.First.Field is Accounts.WeakPassword ? "password" : "link");
        }
    }

    private static IResult Again(string? token, string problem) =>
        TypedResults.LocalRedirect("/invite" + QueryString.Create("token", token ?? "").Add("problem", problem));
}
