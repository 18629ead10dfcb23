using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Documents;
using Crm.Domain.Products;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Proofs;

/// <summary>Sales papers, in a deal or on their own.</summary>
internal static class DocumentsApi
{
    public static void MapDocumentsApi(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapGet("/{id:guid}", Card).WithSummary("A document with its lines");
        documents.MapPost("", (DraftDocument body, ApiCall call, Acts acts, CancellationToken cancellation) => Draft(body.DealId, body, call, acts, cancellation))
            .WithSummary("Draft a document; it belongs to the deal named in it, or to none");
        documents.MapPut("/{id:guid}/lines", ChangeLines).WithSummary("Replace the lines; an approval of the old content is void");
        var ofDeal = api.MapGroup("/deals/{dealId:guid}/documents").WithTags("Documents");
        ofDeal.MapGet("", OfDeal).WithSummary("Documents of a deal");
        ofDeal.MapPost("", (Guid dealId, DraftDocument body, ApiCall call, Acts acts, CancellationToken cancellation) =>
            Draft(dealId, body, call, acts, cancellation)).WithSummary("Draft a document of the deal");
        api.MapGet("/deals/{dealId:guid}/approvals", Approvals).WithTags("Documents").WithSummary("Approvals of documents of the deal");
    }

    private static async Task<Ok<List<DocumentRow>>> OfDeal(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        var documents = await database.Set<SalesDocument>().AsNoTracking().Where(d => d.DealId == dealId).OrderBy(d => d.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(documents.Select(DocumentRow.Of).ToList());
    }

    private static async Task<Ok<List<ApprovalRow>>> Approvals(Guid dealId, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        await database.RequireVisible(dealId, await current.Get(cancellation), cancellation);
        return TypedResults.Ok(await database.Set<Approval>().AsNoTracking().Where(a => a.DealId == dealId).OrderBy(a => a.RequestedAt)
            .Select(a => new ApprovalRow(a.Id, a.Kind, a.SubjectDocumentId, a.ContentHash, a.State, a.RequestedBy, a.RequestedAt, a.DecidedBy, a.DecidedAt, a.Note))
            .ToListAsync(cancellation));
    }

    private static async Task<Ok<DocumentRow>> Card(Guid id, HttpContext context, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var actor = await current.Get(cancellation);
        var document = await database.Set<SalesDocument>().AsNoTracking().Include(d => d.Lines).FirstOrDefaultAsync(d => d.Id == id, cancellation);
        if (document?.DealId is { } deal) await database.RequireVisible(deal, actor, cancellation);
        return Answers.Of(document is null ? null : DocumentRow.Of(document), context, document?.Revision);
    }

    private static async Task<ContentHttpResult> Draft(Guid? dealId, DraftDocument body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.DealOrNone(dealId), "document.draft", body), async scope =>
        {
            scope.Require(Right.DocumentsEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            foreach (var line in body.Lines ?? []) await scope.RequireKnown<Product>(line.ProductId);
            if (body.BasedOnId is { } basis) await scope.FindEvidence<SalesDocument>(basis);
            var currency = body.Currency ?? scope.DealOrNull?.Currency ?? scope.Around.Currency;
            var document = scope.Add(SalesDocument.Draft(
                new DocumentDraft(body.Kind, body.Number, body.On ?? scope.Around.Today(scope.Now), body.CustomerId ?? scope.DealOrNull?.CustomerId ?? Guid.Empty, currency)
                {
                    Lines = [.. (body.Lines ?? []).Select(l => l.Stated())],
                    AmountMinor = Answers.Minor(body.Amount, currency, "amount"),
                    ValidToOn = body.ValidToOn,
                    BasedOnId = body.BasedOnId,
                }, scope.DealOrNull, scope.Cause, scope.Now));
            return (object?)new { document.Id, Status = document.Status.ToString(), Total = document.Total.Amount, document.Currency, document.ContentHash };
        }, cancellation));

    private static async Task<ContentHttpResult> ChangeLines(Guid id, DocumentLines body, ApiCall call, Acts acts, CrmDbContext database,
        CancellationToken cancellation) =>
        Answers.Done(await acts.Run(await DocumentActsApi.On(id, "document.change", body, call, database, cancellation), async scope =>
        {
            scope.Require(Right.DocumentsEdit);
            foreach (var line in body.Lines) await scope.RequireKnown<Product>(line.ProductId);
            var document = await scope.FindDocument(id);
            document.ExpectRevision(call.Revision);
            document.ChangeLines([.. body.Lines.Select(l => l.Stated())], body.ValidToOn ?? document.ValidToOn, scope.DealOrNull, scope.Cause, scope.Now,
                Answers.Minor(body.Amount, document.Currency, "amount"));
            return (object?)DocumentActsApi.Told(document);
        }, cancellation));
}

internal sealed record DraftDocument
{
    public required DocumentKind Kind { get; init; }
    public required string Number { get; init; }
    public Guid? DealId { get; init; }

    /// <summary>Today when left out.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The deal's customer when left out.</summary>
    public Guid? CustomerId { get; init; }
    public string? Currency { get; init; }
    public IReadOnlyList<StateLine>? Lines { get; init; }

    /// <summary>For a document without lines, e.g. a payment.</summary>
    public decimal? Amount { get; init; }
    public DateOnly? ValidToOn { get; init; }
    public Guid? BasedOnId { get; init; }
}

internal sealed record DocumentLines
{
    public required IReadOnlyList<StateLine> Lines { get; init; }
    public decimal? Amount { get; init; }
    public DateOnly? ValidToOn { get; init; }
}

internal sealed record StateLine
{
    public required Guid ProductId { get; init; }
    public required decimal Qty { get; init; }
    public required decimal UnitPrice { get; init; }
    public decimal DiscountPct { get; init; }
    public decimal VatPct { get; init; }
    public decimal? UnitCost { get; init; }
    public string? Note { get; init; }

    public LineDraft Stated() => new(ProductId, Qty, UnitPrice) { DiscountPct = DiscountPct, VatPct = VatPct, UnitCost = UnitCost, Note = Note };
}

internal sealed record DocumentRow(Guid Id, DocumentKind Kind, string Number, DateOnly On, DocumentStatus Status, Guid? DealId, Guid CustomerId, decimal Total,
    string Currency, decimal MaxDiscountPct, DateOnly? ValidToOn, SignatureState Signature, string ContentHash, Guid? AuthorId, long Revision,
    IReadOnlyList<LineRow> Lines)
{
    public static DocumentRow Of(SalesDocument d) => new(d.Id, d.Kind, d.Number, d.On, d.Status, d.DealId, d.CustomerId, d.Total.Amount, d.Currency,
        d.MaxDiscountPct, d.ValidToOn, d.Signature, d.ContentHash, d.AuthorId, d.Revision,
        [.. d.Lines.OrderBy(l => l.LineNo).Select(l => new LineRow(l.ProductId, l.Qty, l.UnitPrice, l.DiscountPct, l.VatPct, new Money(l.AmountMinor, d.Currency).Amount))]);
}

internal sealed record LineRow(Guid ProductId, decimal Qty, decimal UnitPrice, decimal DiscountPct, decimal VatPct, decimal Amount);

internal sealed record ApprovalRow(Guid Id, string Kind, Guid? DocumentId, string ContentHash, ApprovalState State, Guid RequestedBy, DateTimeOffset RequestedAt,
    Guid? DecidedBy, DateTimeOffset? DecidedAt, string? Note);
