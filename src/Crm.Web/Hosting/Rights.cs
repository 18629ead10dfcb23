using Crm.Domain;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Hosting;

internal static class Rights
{
    /// <summary>Refuses with GEN-009 and the roles that may, before the handler runs; the refusal is recorded as that of any act.</summary>
    public static T RequireRight<T>(this T endpoints, string right) where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            var (services, cancellation) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
            var actor = await services.GetRequiredService<CurrentActor>().Get(cancellation);
            if (!actor.Has(right))
                await services.GetRequiredService<Acts>().Run(new Act(Door.Api, Subject.None, right, null), scope => scope.Require(right), cancellation);
            return await next(context);
        });

    /// <summary>What a handler refuses by itself, beside the command path, is recorded as the refusal of this act.</summary>
    public static T RecordRefusals<T>(this T endpoints, string act) where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (DomainException refused)
            {
                await context.HttpContext.RequestServices.GetRequiredService<Acts>().Refuse(new Act(Door.Api, Subject.None, act), refused, context.HttpContext.RequestAborted);
                throw;
            }
        });
}
