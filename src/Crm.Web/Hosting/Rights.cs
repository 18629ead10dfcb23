using Crm.Web.Security;

namespace Crm.Web.Hosting;

internal static class Rights
{
    /// <summary>Refuses with GEN-009 and the roles that may, before the handler runs.</summary>
    public static T RequireRight<T>(this T endpoints, string right) where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            var actor = await context.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Get(context.HttpContext.RequestAborted);
            actor.Require(right);
            return await next(context);
        });
}
