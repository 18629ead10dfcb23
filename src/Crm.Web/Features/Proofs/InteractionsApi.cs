using Crm.Domain;
using Crm.Domain.Campaigns;
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

internal static class InteractionsApi
{
    public static void MapInteractionsApi(this IEndpointRouteBuilder api)
    {
        var ofDeal = api.MapGroup("/deals/{dealId:guid}/interactions").WithTags("Interactions");
        ofDeal.MapGet("", OfDeal).WithSummary("Interactions of a deal");
        ofDeal.MapPost("", (Guid dealId, RecordInteraction body, ApiCall call, Acts acts, CancellationToken cancellation) =>
            Record(dealId, body, call, acts, cancellation)).WithSummary("Record or plan an interaction of the deal");
        ofDeal.MapPost("/{id:guid}/withdrawal", Withdraw).WithSummary("Withdraw an interaction: it counts no more, the record stays");
        api.MapPost("/interactions", (RecordInteraction body, ApiCall call, Acts acts, CancellationToken cancellation) =>
            Record(null, body, call, acts, cancellation)).WithTags("Interactions").WithSummary("Record or plan an interaction outside the deals");
    }

    private static async Task<Ok<List<InteractionRow>>> OfDeal(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        return TypedResults.Ok(await database.Set<Interaction>().AsNoTracking().Where(i => i.DealId == dealId).OrderByDescending(i => i.StartAt).Take(500)
            .Select(i => new InteractionRow(i.Id, i.Kind, i.Theme, i.Text, i.StartAt, i.EndAt, i.Outcome, i.NextStep, i.CustomerId, i.ContactId,
                i.AuthorId, i.ResponsibleId, i.State, i.Withdrawn, i.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> Record(Guid? dealId, RecordInteraction body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.DealOrNone(dealId), "interaction.record", body), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            await scope.RequireKnown<Contact>(body.ContactId);
            await scope.RequireKnown<User>(body.ResponsibleId);
            await scope.RequireKnown<AdChannel>(body.AdChannelId);
            var details = new InteractionDetails
            {
                Kind = body.Kind,
                Theme = body.Theme,
                Text = body.Text,
                Direction = body.Direction,
                StartAt = body.StartAt ?? scope.Now,
                EndAt = body.EndAt,
                Place = body.Place,
                Importance = body.Importance ?? Importance.Normal,
                CustomerId = body.CustomerId ?? scope.DealOrNull?.CustomerId,
                ContactId = body.ContactId,
                ResponsibleId = body.ResponsibleId,
                Outcome = body.Outcome,
                NextStep = body.NextStep,
                AdChannelId = body.AdChannelId,
            };
            var interaction = scope.Add(body.Planned
                ? Interaction.Plan(details, scope.DealOrNull, scope.Cause, scope.Now)
                : Interaction.Record(details, scope.DealOrNull, scope.Cause, scope.Now));
            return (object?)new { interaction.Id };
        }, cancellation));

    private static async Task<ContentHttpResult> Withdraw(Guid dealId, Guid id, WithdrawEvidence body, ApiCall call, Acts acts,
        CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(dealId), "interaction.withdraw", new { id, body.Reason }), async scope =>
        {
            scope.Require(Right.InteractionsEdit);
            var interaction = await scope.FindEvidence<Interaction>(id);
            interaction.Withdraw(body.Reason, scope.DealOrNull, scope.Cause, scope.Now);
            return (object?)new { interaction.Id, interaction.Withdrawn };
        }, cancellation));
}

internal sealed record RecordInteraction
{
    public required InteractionKind Kind { get; init; }
    public required string Theme { get; init; }
    public string? Text { get; init; }

    /// <summary>True for one that is still to come.</summary>
    public bool Planned { get; init; }
    public Direction? Direction { get; init; }

    /// <summary>Now when left out.</summary>
    public DateTimeOffset? StartAt { get; init; }
    public DateTimeOffset? EndAt { get; init; }
    public string? Place { get; init; }
    public Importance? Importance { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? ContactId { get; init; }
    public Guid? ResponsibleId { get; init; }
    public InteractionOutcome? Outcome { get; init; }
    public string? NextStep { get; init; }
    public Guid? AdChannelId { get; init; }
}

internal sealed record WithdrawEvidence
{
    public required string Reason { get; init; }
}

internal sealed record InteractionRow(Guid Id, InteractionKind Kind, string Theme, string? Text, DateTimeOffset StartAt, DateTimeOffset? EndAt,
    InteractionOutcome? Outcome, string? NextStep, Guid? CustomerId, Guid? ContactId, Guid? AuthorId, Guid? ResponsibleId, InteractionState State,
    bool Withdrawn, long Revision);
