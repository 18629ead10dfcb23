using Crm.Domain.Users;
using Crm.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Runs;

/// <summary>What is stuck outside the runs, and what is done about it.</summary>
internal static class StuckApi
{
    public static void MapStuckApi(this IEndpointRouteBuilder api)
    {
        var stuck = api.MapGroup("").WithTags("Operations").RequireRight(Right.RunsOperate);
        stuck.MapGet("/stuck", List).WithSummary("Everything that is stuck with its reason, oldest first: effects, events, failed steps, late timers and starts, tasks that nobody can take, a clock that leapt ahead");
        stuck.MapPost("/dead-letters/{id:guid}/replay", ReplayEffect).WithSummary("Try an effect again that was given up or left alone, under the same key");
        stuck.MapPost("/dead-letters/{id:guid}/dismissal", DismissEffect).WithSummary("Give such an effect up for good; it stays on record");
        stuck.MapPost("/late-events/{id:guid}/replay", ReplayEvent).WithSummary("Keep an event that nobody waited for another while");
        stuck.MapPost("/late-events/{id:guid}/dismissal", DismissEvent).WithSummary("Drop an event that nobody waited for");
        stuck.MapPost("/late-starts/{id:guid}/start", Start).WithSummary("Start the run now that a definition should have started by its time");
        stuck.MapPost("/clock-jumps/{id:guid}/confirmation", ConfirmClock).WithSummary("Say that the time is right after a clock has leapt ahead; timers fire again");
    }

    private static async Task<ContentHttpResult> Start(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Start, id), body.Reason, call, cancellation));

    private static async Task<Ok<IReadOnlyList<StuckRow>>> List(StuckReader reader, CancellationToken cancellation) => TypedResults.Ok(await reader.All(cancellation));

    private static async Task<ContentHttpResult> ReplayEffect(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Effect, id), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> DismissEffect(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Dismiss(new(StuckKind.Effect, id), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> ReplayEvent(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Event, id), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> DismissEvent(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Dismiss(new(StuckKind.Event, id), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> ConfirmClock(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Clock, id), body.Reason, call, cancellation));
}

/// <summary>Why an operator does something.</summary>
internal sealed record Because
{
    public required string Reason { get; init; }
}
