using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Deals;

/// <summary>Exceptions from gates and the lists that gates ask for.</summary>
internal static class GateActsApi
{
    public static void MapGateActsApi(this IEndpointRouteBuilder api)
    {
        var deal = api.MapGroup("/deals/{id:guid}").WithTags("Deals");
        deal.MapPost("/overrides", Ask).WithSummary("Pass a gate or a limit once, with a reason; where a second person has to agree, it waits as Requested");
        deal.MapPost("/overrides/{request:guid}/approval", Grant).WithSummary("The second person allows the exception");
        deal.MapPost("/overrides/{request:guid}/rejection", Reject).WithSummary("The second person refuses the exception");
        deal.MapPut("/checklist/{item}", Tick).WithSummary("Tick a point of the gates' lists");
        deal.MapDelete("/checklist/{item}", Untick).WithSummary("Take the tick away");
    }

    private static async Task<ContentHttpResult> Ask(Guid id, AskOverride body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "gate.override", body), scope =>
        {
            var request = scope.RequestOverride(body.Code, body.Reason, body.ExpiresAt);
            return Task.FromResult<object?>(new { request.Id, State = request.State.ToString(), request.TaskId, request.ExpiresAt });
        }, cancellation));

    private static async Task<ContentHttpResult> Grant(Guid id, Guid request, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "gate.override.grant", new { request }), scope => scope.DecideOverride(request, true, null), cancellation));

    private static async Task<ContentHttpResult> Reject(Guid id, Guid request, Reasoned body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "gate.override.reject", new { request, body }), scope => scope.DecideOverride(request, false, body.Reason),
            cancellation));

    private static async Task<ContentHttpResult> Tick(Guid id, string item, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "checklist.tick", new { item }), scope => scope.Tick(item), cancellation));

    private static async Task<ContentHttpResult> Untick(Guid id, string item, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "checklist.untick", new { item }), scope => scope.Untick(item), cancellation));
}

internal sealed record AskOverride
{
    /// <summary>A gate's code, or a limit such as STG-007.</summary>
    public required string Code { get; init; }
    public string? Reason { get; init; }

    /// <summary>When the exception ends by itself: within 30 days, usually 14. Leaving the stage ends it before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
