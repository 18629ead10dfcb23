using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Interactions;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Proofs;

/// <summary>Commitments and claims of a deal.</summary>
internal static class PromisesApi
{
    public static void MapPromisesApi(this IEndpointRouteBuilder api)
    {
        var commitments = api.MapGroup("/deals/{dealId:guid}/commitments").WithTags("Commitments");
        commitments.MapGet("", Commitments).WithSummary("Promises of both sides");
        commitments.MapPost("", Promise).WithSummary("Record a promise");
        commitments.MapPost("/{id:guid}/closure", CloseCommitment).WithSummary("Kept, Broken or Waived");
        var claims = api.MapGroup("/deals/{dealId:guid}/claims").WithTags("Claims");
        claims.MapGet("", Claims).WithSummary("Claims of the deal");
        claims.MapPost("", Register).WithSummary("Register a claim");
        claims.MapPost("/{id:guid}/closure", CloseClaim).WithSummary("Close a claim with its result");
    }

    private static async Task<Ok<List<CommitmentRow>>> Commitments(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        return TypedResults.Ok(await database.Set<Commitment>().AsNoTracking().Where(c => c.DealId == dealId).OrderBy(c => c.DueAt)
            .Select(c => new CommitmentRow(c.Id, c.Side, c.Text, c.DueAt, c.CustomerId, c.ResponsibleId, c.State, c.ClosedAt, c.Note, c.EvidenceRef, c.Revision))
            .ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> Promise(Guid dealId, MakePromise body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.Deal(dealId), "commitment.promise", body), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            await scope.RequireKnown<User>(body.ResponsibleId);
            var interaction = body.InteractionId is { } id ? await scope.FindEvidence<Interaction>(id) : null;
            var commitment = scope.Add(Commitment.Promise(body.Side, body.Text, body.DueAt, body.CustomerId ?? scope.Deal.CustomerId ?? Guid.Empty, interaction,
                body.ResponsibleId, scope.Deal, scope.Cause, scope.Now));
            return (object?)new { commitment.Id };
        }, cancellation));

    private static async Task<ContentHttpResult> CloseCommitment(Guid dealId, Guid id, ClosePromise body, ApiCall call, Acts acts,
        CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "commitment.close", new { id, body }), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            var commitment = await scope.FindEvidence<Commitment>(id);
            switch (body.State)
            {
                case CommitmentState.Kept: commitment.Keep(body.EvidenceRef, false, body.Note, scope.Deal, scope.Cause, scope.Now); break;
                case CommitmentState.Broken: commitment.Break(body.Note, scope.Deal, scope.Cause, scope.Now); break;
                case CommitmentState.Waived: commitment.Waive(body.Note, scope.Deal, scope.Cause, scope.Now); break;
                default: throw DomainException.For("GEN-012", "state", "state");
            }
            return (object?)new { commitment.Id, State = commitment.State.ToString() };
        }, cancellation));

    private static async Task<Ok<List<ClaimRow>>> Claims(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        return TypedResults.Ok(await database.Set<Claim>().AsNoTracking().Where(c => c.DealId == dealId).OrderBy(c => c.RegisteredAt)
            .Select(c => new ClaimRow(c.Id, c.CustomerId, c.DocumentId, c.Description, c.Reason, c.AmountMinor, c.Currency, c.State, c.RegisteredAt, c.DueAt,
                c.ClosedAt, c.Result, c.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> Register(Guid dealId, RegisterClaim body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.Deal(dealId), "claim.register", body), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            await scope.RequireKnown<User>(body.ResponsibleId);
            var currency = body.Currency ?? scope.Deal.Currency;
            var claim = scope.Add(Claim.Register(new ClaimDetails
            {
                CustomerId = body.CustomerId ?? scope.Deal.CustomerId ?? Guid.Empty,
                DocumentId = body.DocumentId,
                Description = body.Description,
                Reason = body.Reason,
                Amount = body.Amount is { } amount ? Money.Of(amount, currency) : null,
                ResponsibleId = body.ResponsibleId,
                DueAt = body.DueAt,
            }, scope.Deal, scope.Cause, scope.Now));
            return (object?)new { claim.Id };
        }, cancellation));

    private static async Task<ContentHttpResult> CloseClaim(Guid dealId, Guid id, FinishClaim body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "claim.close", new { id, body }), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            var claim = await scope.FindEvidence<Claim>(id);
            claim.Close(body.Satisfied, body.Result, scope.Deal, scope.Cause, scope.Now);
            return (object?)new { claim.Id, State = claim.State.ToString() };
        }, cancellation));
}

internal sealed record MakePromise
{
    public required CommitmentSide Side { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The deal's customer when left out.</summary>
    public Guid? CustomerId { get; init; }
    public Guid? InteractionId { get; init; }
    public Guid? ResponsibleId { get; init; }
}

internal sealed record ClosePromise
{
    public required CommitmentState State { get; init; }
    public string? Note { get; init; }
    public string? EvidenceRef { get; init; }
}

internal sealed record CommitmentRow(Guid Id, CommitmentSide Side, string Text, DateTimeOffset DueAt, Guid CustomerId, Guid? ResponsibleId,
    CommitmentState State, DateTimeOffset? ClosedAt, string? Note, string? EvidenceRef, long Revision);

internal sealed record RegisterClaim
{
    public required string Description { get; init; }
    public required string Reason { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? DocumentId { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public Guid? ResponsibleId { get; init; }
    public DateTimeOffset? DueAt { get; init; }
}

internal sealed record FinishClaim
{
    public required bool Satisfied { get; init; }
    public string? Result { get; init; }
}

internal sealed record ClaimRow(Guid Id, Guid CustomerId, Guid? DocumentId, string Description, string Reason, long AmountMinor, string? Currency,
    ClaimState State, DateTimeOffset RegisteredAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, string? Result, long Revision);
