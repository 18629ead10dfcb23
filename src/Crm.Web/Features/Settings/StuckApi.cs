using Crm.Domain.Users;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Settings;

internal static class StuckApi
{
    public static void MapStuckApi(this IEndpointRouteBuilder api)
    {
        var stuck = api.MapGroup("/stuck").WithTags("Operations");
        stuck.MapGet("", List).RequireRight(Right.RunsOperate).WithSummary("Effects given up, events nobody waited for, failed steps: oldest first");
        stuck.MapPost("/retries", Retry).WithSummary("Try one of them again");
        stuck.MapPost("/dismissals", Dismiss).WithSummary("Give one of them up");
    }

    private static async Task<Ok<IReadOnlyList<StuckRow>>> List(StuckReader reader, CancellationToken cancellation)
    {
        return TypedResults.Ok(await reader.All(cancellation));
    }

    private static async Task<ContentHttpResult> Retry(StuckThing body, ApiCall call, StuckActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(body, call, cancellation));

    private static async Task<ContentHttpResult> Dismiss(StuckThing body, ApiCall call, StuckActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Dismiss(body, call, cancellation));
}
