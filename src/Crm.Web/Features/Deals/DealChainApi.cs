using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Deals;

/// <summary>The record of a deal, and the proof that nobody edited it.</summary>
internal static class DealChainApi
{
    private const int PageSize = 500;

    public static void MapDealChainApi(this IEndpointRouteBuilder api)
    {
        var deal = api.MapGroup("/deals/{id:guid}").WithTags("Deals");
        deal.MapGet("/events", Events).WithSummary("Facts of the deal in order; read on with the last seq in after");
        deal.MapGet("/chain", Verify).WithSummary("Recompute the chain of the deal: intact, or AUD-003 naming the first broken record");
    }

    private static async Task<Ok<List<EventRow>>> Events(Guid id, long? after, CurrentActor current, CrmDbContext database,
        CancellationToken cancellation)
    {
        await RequireVisible(id, current, database, cancellation);
        var from = after ?? 0;
        var facts = await database.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == id && e.Seq > from).OrderBy(e => e.Seq).Take(PageSize)
            .ToListAsync(cancellation);
        return TypedResults.Ok(facts.Select(EventRow.Of).ToList());
    }

    private static async Task<Ok<ChainRow>> Verify(Guid id, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var head = await RequireVisible(id, current, database, cancellation);
        if (await DealChain.FirstBroken(database, id, head.LastSeq, head.LastHash, cancellation) is { } broken) throw new DomainException("AUD-003", broken);
        return TypedResults.Ok(new ChainRow(true, head.LastSeq, head.LastHash));
    }

    private static async Task<ChainHead> RequireVisible(Guid id, CurrentActor current, CrmDbContext database, CancellationToken cancellation) =>
        await database.Set<Deal>().AsNoTracking().VisibleTo(await current.Get(cancellation), database).Where(d => d.Id == id)
            .Select(d => new ChainHead(d.LastSeq, d.LastHash)).FirstOrDefaultAsync(cancellation) ?? throw new DomainException("GEN-008");

    private sealed record ChainHead(long LastSeq, string LastHash);
}

internal sealed record ChainRow(bool Intact, long Events, string Head);

internal sealed record EventRow(long Seq, string Kind, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, ActorKind ActorKind, Guid ActorId,
    Guid? OnBehalfOf, string Roles, Door Door, Guid RequestId, Guid? ProcedureVersionId, string RulesHash, JsonNode? Payload, string PreviousHash, string Hash)
{
    public static EventRow Of(DealEvent fact) => new(fact.Seq, fact.Kind, fact.OccurredAt, fact.RecordedAt, fact.ActorKind, fact.ActorId,
        fact.OnBehalfOf, fact.Roles, fact.Door, fact.RequestId, fact.ProcedureVersionId, fact.RulesHash, JsonNode.Parse(fact.Payload), fact.PreviousHash,
        fact.Hash);
}
