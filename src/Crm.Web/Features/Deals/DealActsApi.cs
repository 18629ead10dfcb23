using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Deals;

/// <summary>The verbs of a deal as nouns: each POST makes one.</summary>
internal static class DealActsApi
{
    public static void MapDealActsApi(this IEndpointRouteBuilder api)
    {
        var deal = api.MapGroup("/deals/{id:guid}").WithTags("Deals");
        deal.MapPost("/stage", Stage).WithSummary("Move a manual deal; the stage of a strict deal is changed by its procedure only");
        deal.MapPost("/closure", Close).WithSummary("Close as lost at any stage, or as won where no procedure decides");
        deal.MapPost("/reopening", Reopen).WithSummary("Reopen a closed deal in the stage where it ended");
        deal.MapPost("/owner", Assign).WithSummary("Hand the deal over; open tasks of the owner go along");
        deal.MapPost("/hold", Hold).WithSummary("Stop the clocks of the deal until a day");
        deal.MapPost("/resumption", Resume).WithSummary("End the hold");
        deal.MapPost("/undo", Undo).WithSummary("Undo the last move, completion or closing, within five minutes if nothing followed");
        deal.MapPost("/manual-control", SwitchToManual).WithSummary("Take a strict deal out of its procedure");
    }

    private static async Task<ContentHttpResult> Stage(Guid id, MoveDeal body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.move", body) with { OccurredAt = body.OccurredAt },
            scope => scope.MoveTo(body.Stage, body.Reason), cancellation));

    private static async Task<ContentHttpResult> Close(Guid id, CloseDeal body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.close", body), async scope =>
        {
            await scope.RequireKnown<LossReason>(body.LossReasonId);
            await scope.RequireKnown<Competitor>(body.CompetitorId);
            if (body.Outcome is DealOutcome.Open) throw DomainException.For("DEAL-005", "outcome");
            if (body.Outcome is DealOutcome.Won) await scope.Win(body.Note);
            else await scope.Lose(new OutcomeDetails(body.LossReasonId, body.CompetitorId, body.Note));
        }, cancellation));

    private static async Task<ContentHttpResult> Reopen(Guid id, Reasoned body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.reopen", body), scope => scope.Reopen(body.Reason ?? ""), cancellation));

    private static async Task<ContentHttpResult> Assign(Guid id, AssignDeal body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.assign", body), scope => scope.AssignTo(body.UserId), cancellation));

    private static async Task<ContentHttpResult> Hold(Guid id, HoldDeal body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.hold", body), scope => scope.Hold(body.Reason, body.Until), cancellation));

    private static async Task<ContentHttpResult> Resume(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.resume"), scope => scope.Resume(), cancellation));

    private static async Task<ContentHttpResult> Undo(Guid id, UndoAct body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.undo", body), scope => scope.Undo(body.Act), cancellation));

    private static async Task<ContentHttpResult> SwitchToManual(Guid id, Reasoned body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.switch_to_manual", body), scope => scope.SwitchToManual(body.Reason), cancellation));
}

internal sealed record MoveDeal
{
    public required string Stage { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }
}

internal sealed record CloseDeal
{
    public required DealOutcome Outcome { get; init; }
    public Guid? LossReasonId { get; init; }
    public Guid? CompetitorId { get; init; }
    public string? Note { get; init; }
}

internal sealed record Reasoned
{
    public string? Reason { get; init; }
}

internal sealed record UndoAct
{
    /// <summary>The operation that is meant; without it the last one.</summary>
    public Guid? Act { get; init; }
}

internal sealed record AssignDeal
{
    public required Guid UserId { get; init; }
}

internal sealed record HoldDeal
{
    public string? Reason { get; init; }
    public required DateTimeOffset Until { get; init; }
}
