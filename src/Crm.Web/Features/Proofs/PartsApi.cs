using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Proofs;

/// <summary>Participants and primary demand of a deal.</summary>
internal static class PartsApi
{
    public static void MapPartsApi(this IEndpointRouteBuilder api)
    {
        var participants = api.MapGroup("/deals/{dealId:guid}/participants").WithTags("Participants");
        participants.MapGet("", Participants).WithSummary("Who takes part in the deal");
        participants.MapPost("", AddParticipant).WithSummary("Add a participant");
        participants.MapPut("/{id:guid}", ChangeParticipant).WithSummary("Change a participant");
        participants.MapDelete("/{id:guid}", RemoveParticipant).WithSummary("Remove a participant");
        var demand = api.MapGroup("/deals/{dealId:guid}/demand").WithTags("Demand");
        demand.MapGet("", Demand).WithSummary("Primary demand of the deal");
        demand.MapPost("", AddDemand).WithSummary("Add a row of demand");
        demand.MapPut("/{id:guid}", ChangeDemand).WithSummary("Change a row of demand");
        demand.MapDelete("/{id:guid}", CancelDemand).WithSummary("Cancel a row of demand");
    }

    private static async Task<Ok<List<ParticipantRow>>> Participants(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        return TypedResults.Ok(await database.Set<Participant>().AsNoTracking().Where(p => p.DealId == dealId && !p.Removed).OrderBy(p => p.CreatedAt)
            .Select(p => new ParticipantRow(p.Id, p.CustomerId, p.ContactId, p.Role, p.Influence, p.WonDeal, p.Comment, p.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddParticipant(Guid dealId, StateParticipant body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.Deal(dealId), "participant.add", body), async scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            var participant = Participant.Add(await Stated(scope, body), [.. await scope.EvidenceOfDeal<Participant>()], scope.Deal, scope.Cause, scope.Now);
            return (object?)new { scope.Add(participant).Id };
        }, cancellation));

    private static async Task<ContentHttpResult> ChangeParticipant(Guid dealId, Guid id, StateParticipant body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "participant.change", new { id, body }), async scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            var participant = await scope.FindEvidence<Participant>(id);
            participant.Change(await Stated(scope, body), [.. await scope.EvidenceOfDeal<Participant>()], scope.Deal, scope.Cause, scope.Now);
            return (object?)new { participant.Id };
        }, cancellation));

    private static async Task<ContentHttpResult> RemoveParticipant(Guid dealId, Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "participant.remove", new { id }), async scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            (await scope.FindEvidence<Participant>(id)).Remove(scope.Deal, scope.Cause, scope.Now);
            return (object?)new { id };
        }, cancellation));

    private static async Task<Participation> Stated(CommandScope scope, StateParticipant body)
    {
        await scope.RequireKnown<Customer>(body.CustomerId);
        await scope.RequireKnown<Contact>(body.ContactId);
        return new Participation(body.CustomerId, body.Role)
        {
            ContactId = body.ContactId,
            Influence = body.Influence,
            WonDeal = body.WonDeal,
            Comment = body.Comment,
        };
    }

    private static async Task<Ok<List<DemandLine>>> Demand(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        var currency = await database.Set<Deal>().Where(d => d.Id == dealId).Select(d => d.Currency).FirstAsync(cancellation);
        var rows = await database.Set<DemandRow>().AsNoTracking().Where(r => r.DealId == dealId).OrderBy(r => r.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(rows.Select(r => new DemandLine(r.Id, r.Need, new Money(r.AmountMinor, currency).Amount, currency, r.SatisfiedPct,
            r.ReasonText, r.Comment, r.State, r.Revision)).ToList());
    }

    private static async Task<ContentHttpResult> AddDemand(Guid dealId, StateDemand body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.Deal(dealId), "demand.add", body), scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            var row = scope.Add(DemandRow.Add(Stated(scope, body), scope.Deal, scope.Cause, scope.Now));
            return Task.FromResult((object?)new { row.Id });
        }, cancellation));

    private static async Task<ContentHttpResult> ChangeDemand(Guid dealId, Guid id, StateDemand body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "demand.change", new { id, body }), async scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            (await scope.FindEvidence<DemandRow>(id)).Change(Stated(scope, body), scope.Deal, scope.Cause, scope.Now);
            return (object?)new { id };
        }, cancellation));

    private static async Task<ContentHttpResult> CancelDemand(Guid dealId, Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "demand.cancel", new { id }), async scope =>
        {
            scope.RequireDeal(Right.DealsEdit);
            (await scope.FindEvidence<DemandRow>(id)).Cancel(scope.Deal, scope.Cause, scope.Now);
            return (object?)new { id };
        }, cancellation));

    private static Demand Stated(CommandScope scope, StateDemand body) => new(body.Need, Answers.Minor(body.Amount, scope.Deal.Currency, "amount") ?? 0,
        body.SatisfiedPct, body.Reason, body.Comment);
}

internal sealed record StateParticipant
{
    public required Guid CustomerId { get; init; }
    public required ParticipantRole Role { get; init; }
    public Guid? ContactId { get; init; }
    public Influence? Influence { get; init; }
    public bool WonDeal { get; init; }
    public string? Comment { get; init; }
}

internal sealed record ParticipantRow(Guid Id, Guid CustomerId, Guid? ContactId, ParticipantRole Role, Influence? Influence, bool WonDeal, string? Comment,
    long Revision);

/// <summary>The amount is in the deal's currency.</summary>
internal sealed record StateDemand
{
    public required string Need { get; init; }
    public required decimal Amount { get; init; }
    public decimal SatisfiedPct { get; init; }
    public string? Reason { get; init; }
    public string? Comment { get; init; }
}

internal sealed record DemandLine(Guid Id, string Need, decimal Amount, string Currency, decimal SatisfiedPct, string? Reason, string? Comment,
    DemandState State, long Revision);
