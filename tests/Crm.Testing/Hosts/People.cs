using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Testing;

/// <summary>People who can sign in: those that a test invites, and those of the demo.</summary>
public static class People
{
    public const string Password = "a long walk by the river";

    /// <summary>A user with an account, opened as an administrator would open it.</summary>
    public static Task<User> InviteAsync(this CrmApp app, string login, params Role[] roles) => app.InviteAsync(login, null, roles);

    public static Task<User> InviteAsync(this CrmApp app, string login, Guid? unitId, params Role[] roles) => app.InScopeAsync(async services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var cause = new Cause(Actor.Job("test"), Door.Page, Guid.CreateVersion7(now));
        var user = User.Invite(login, login, null, roles, unitId, "en", "Europe/Moscow", cause, now);
        await services.GetRequiredService<Accounts>().Open(user, Password);
        return user;
    });

    /// <summary>Signed in through the real form, with the cookies and the header that the API asks of a page.</summary>
    public static Task<HttpClient> ClientAsync(this CrmApp app, string login, CancellationToken cancel = default) =>
        SignIn.AsAsync(app.Address, login, app.PasswordOf(login), cancel);

    public static string PasswordOf(this CrmApp app, string login) =>
        app.Services.GetRequiredService<DemoSignIns>().All.FirstOrDefault(person => person.Login == login)?.Password ?? Password;
}
