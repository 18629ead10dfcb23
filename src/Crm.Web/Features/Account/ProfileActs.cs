using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Account;

/// <summary>What everybody may change of herself.</summary>
internal sealed class ProfileActs(Acts acts)
{
    public Task<string> Change(StateProfile body, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "user.change_profile", body), async scope =>
        {
            var me = await scope.Find<User>(scope.Actor.Id);
            me.ExpectRevision(call.Revision);
            me.ChangeProfile(body.Name, body.Email, body.Language, body.TimeZone, scope.Cause, scope.Now);
            return (object?)new { me.Id };
        }, cancellation);
}
