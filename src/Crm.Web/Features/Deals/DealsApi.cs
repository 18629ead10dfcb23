using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>Deals as a list, as cards, opened and changed.</summary>
internal static class DealsApi
{
    public static void MapDealsApi(this IEndpointRouteBuilder api)
    {
        var deals = api.MapGroup("/deals").WithTags("Deals");
        deals.MapGet("", List).WithSummary("Deals that you may see, newest first");
        deals.MapPost("", Open).WithSummary("Open a deal: it enters its first stage and its procedure starts");
        deals.MapGet("/{id:guid}", Card).WithSummary("A deal with its stages, open tasks and what its stage still asks for");
        deals.MapPut("/{id:guid}", Change).Accepts<ChangeDeal>("application/json").WithSummary("Change the fields of a deal, never its stage");
        deals.MapGet("/{id:guid}/gates", Gates).WithSummary("What every gate of the current stage says now");
    }

    private static async Task<Ok<Page<DealRow>>> List(Guid? type, string? stage, DealOutcome? outcome, Guid? owner, Guid? customer, string? text,
        Guid? after, int? limit, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var deals = database.Set<Deal>().AsNoTracking().VisibleTo(await current.Get(cancellation), database);
        if (type is { } typeId) deals = deals.Where(d => d.DealTypeId == typeId);
        if (!string.IsNullOrEmpty(stage)) deals = deals.Where(d => d.StageCode == stage);
        if (outcome is { } result) deals = deals.Where(d => d.Outcome == result);
        if (owner is { } ownerId) deals = deals.Where(d => d.OwnerId == ownerId);
        if (customer is { } customerId) deals = deals.Where(d => d.CustomerId == customerId);
        if (!string.IsNullOrWhiteSpace(text))
        {
            // Upper and lower case are told apart by both databases beyond ASCII, so the usual spellings are asked for.
            var typed = text.Trim();
            var (lower, upper, title) = (typed.ToLowerInvariant(), typed.ToUpperInvariant(), char.ToUpperInvariant(typed[0]) + typed[1..]);
            deals = deals.Where(d => d.Name.Contains(typed) || d.Name.Contains(lower) || d.Name.Contains(title) || d.Number.Contains(upper));
        }
        return TypedResults.Ok(await new Part(after, limit).Of(deals, d => new DealRow(d.Id, d.Number, d.Name, d.DealTypeId, d.ControlMode, d.StageCode,
            d.Outcome, d.OwnerId, d.CustomerId, d.Potential, d.Currency, d.ProbabilityPct, d.ExpectedCloseOn, d.OpenedAt, d.ClosedAt, d.Revision),
            row => row.Id, cancellation));
    }

    private static async Task<ContentHttpResult> Open(OpenDeal body, ApiCall call, Acts acts, CurrentActor current, CrmDbContext database,
        CancellationToken cancellation)
    {
        var me = (await current.Get(cancellation)).Id;
        var typeId = body.DealTypeId
            ?? await database.Set<DealType>().Where(t => t.Code == body.DealType).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(cancellation);
        return Answers.Created(await acts.Run(call.On(Subject.NewDeals, "deal.open", body), async scope =>
        {
            await RequireKnown(scope, body.CustomerId, body.ProductId, body.AdChannelId);
            var currency = body.Currency ?? scope.Around.Currency;
            var deal = await scope.Open(typeId ?? Guid.Empty, new Opening(body.Name, body.OwnerId ?? me)
            {
                CustomerId = body.CustomerId,
                ProductId = body.ProductId,
                Currency = currency,
                Potential = Answers.Minor(body.Potential, currency, "potential"),
                ProbabilityPct = body.Probability,
                ExpectedCloseOn = body.ExpectedCloseOn,
                AdChannelId = body.AdChannelId,
                Comment = body.Comment,
            });
            await scope.Begin(deal);
            return (object?)new { deal.Id, deal.Number, deal.StageCode, Revision = deal.Revision + 1 };
        }, cancellation));
    }

    private static async Task<Ok<DealCard>> Card(Guid id, HttpContext context, CurrentActor current, DealStates states, CancellationToken cancellation)
    {
        var state = await states.Find(id, await current.Get(cancellation), cancellation);
        return Answers.Of(state is null ? null : DealCard.Of(state), context, state?.Deal.Revision);
    }

    private static async Task<Ok<IReadOnlyList<GateRow>>> Gates(Guid id, HttpContext context, CurrentActor current, DealStates states,
        CancellationToken cancellation)
    {
        var state = await states.Find(id, await current.Get(cancellation), cancellation);
        return Answers.Of(state is null ? null : DealCard.Of(state).Gates, context);
    }

    private static async Task<ContentHttpResult> Change(Guid id, HttpRequest request, ApiCall call, Acts acts, CurrentActor current,
        CrmDbContext database, CancellationToken cancellation)
    {
        var body = await Read(request, cancellation);
        if (body.ContainsKey("stage") && await IsStrict(id, current, database, cancellation))
            await acts.Run(call.On(Subject.Deal(id), "deal.change", body), _ => throw new DomainException("WFI-001"), cancellation);
        var change = Deserialized(body);
        return Answers.Done(await acts.Run(call.On(Subject.Deal(id), "deal.change", change), async scope =>
        {
            await RequireKnown(scope, change.CustomerId, change.ProductId, change.AdChannelId);
            scope.Change(new DealChange(change.Name)
            {
                CustomerId = change.CustomerId,
                ProductId = change.ProductId,
                Potential = Answers.Minor(change.Potential, scope.Deal.Currency, "potential"),
                ProbabilityPct = change.Probability,
                ExpectedCloseOn = change.ExpectedCloseOn,
                AdChannelId = change.AdChannelId,
                NoCompetitorKnown = change.NoCompetitorKnown,
                Comment = change.Comment,
            });
        }, cancellation));
    }

    private static async Task<bool> IsStrict(Guid id, CurrentActor current, CrmDbContext database, CancellationToken cancellation) =>
        await database.Set<Deal>().VisibleTo(await current.Get(cancellation), database)
            .AnyAsync(d => d.Id == id && d.ControlMode == ControlMode.Strict, cancellation);

    // A stage that somebody writes into a strict deal has a refusal of its own, so the body is read before it is bound.
    private static async Task<JsonObject> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType()) throw new BadHttpRequestException("Not JSON", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) as JsonObject ?? throw new DomainException("GEN-001");
        }
        catch (JsonException unreadable)
        {
            throw new BadHttpRequestException(unreadable.Message, StatusCodes.Status400BadRequest, unreadable);
        }
    }

    private static ChangeDeal Deserialized(JsonObject body)
    {
        try
        {
            return body.Deserialize<ChangeDeal>(Json.Options)!;
        }
        catch (JsonException unreadable)
        {
            throw new BadHttpRequestException(unreadable.Message, StatusCodes.Status400BadRequest, unreadable);
        }
    }

    private static async Task RequireKnown(CommandScope scope, Guid? customerId, Guid? productId, Guid? adChannelId)
    {
        await scope.RequireKnown<Customer>(customerId);
        await scope.RequireKnown<Product>(productId);
        await scope.RequireKnown<AdChannel>(adChannelId);
    }
}

internal sealed record OpenDeal
{
    /// <summary>The type by id, or by code in <see cref="DealType"/>.</summary>
    public Guid? DealTypeId { get; init; }
    public string? DealType { get; init; }
    public required string Name { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? ProductId { get; init; }
    public decimal? Potential { get; init; }

    /// <summary>The company's when left out.</summary>
    public string? Currency { get; init; }
    public int? Probability { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public Guid? AdChannelId { get; init; }
    public string? Comment { get; init; }
}

/// <summary>All editable fields as they should be afterwards: what is left out is cleared.</summary>
internal sealed record ChangeDeal
{
    public required string Name { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? ProductId { get; init; }
    public decimal? Potential { get; init; }
    public int? Probability { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public Guid? AdChannelId { get; init; }
    public bool NoCompetitorKnown { get; init; }
    public string? Comment { get; init; }
}

/// <summary>Potential is in minor units of the currency here and in decimals on the card.</summary>
internal sealed record DealRow(Guid Id, string Number, string Name, Guid DealTypeId, ControlMode ControlMode, string? Stage, DealOutcome Outcome,
    Guid OwnerId, Guid? CustomerId, long? PotentialMinor, string Currency, int? Probability, DateOnly? ExpectedCloseOn, DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt, long Revision)
{
    public decimal? Potential => PotentialMinor is { } minor ? new Money(minor, Currency).Amount : null;
}
