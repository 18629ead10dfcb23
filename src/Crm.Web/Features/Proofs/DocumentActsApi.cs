using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Proofs;

/// <summary>States, posting, signatures and files of documents.</summary>
internal static class DocumentActsApi
{
    public static void MapDocumentActsApi(this IEndpointRouteBuilder api)
    {
        var document = api.MapGroup("/documents/{id:guid}").WithTags("Documents");
        document.MapPost("/status", ChangeStatus).WithSummary("Move to another state of its kind; withdrawing a proof of a deal needs a reason");
        document.MapPost("/posting", Post).WithSummary("Post a shipment, act, return, invoice or payment");
        document.MapPost("/unposting", Unpost).WithSummary("Back to draft, with a reason");
        document.MapPost("/signature", Sign).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(FileContent.MaxBytes + 64 * 1024))
            .WithSummary("Attach the signed copy (multipart, field file, at most 25 MiB)");
        document.MapPost("/signature-revocation", Revoke).WithSummary("The signature does not hold any more");
        document.MapPost("/deal", Join).WithSummary("Put a document that stands alone into a deal");
    }

    /// <summary>The act on a document is an act on its deal: the deal's lock comes first.</summary>
    public static async Task<Act> On(Guid documentId, string name, object? body, ApiCall call, CrmDbContext database, CancellationToken cancellation)
    {
        var dealId = await database.Set<SalesDocument>().Where(d => d.Id == documentId).Select(d => d.DealId).FirstOrDefaultAsync(cancellation);
        // The revision is the document's, not the deal's.
        return call.On(Subject.DealOrNone(dealId), name, new { documentId, body }) with { Revision = null };
    }

    public static object Told(SalesDocument document) => new
    {
        document.Id,
        Status = document.Status.ToString(),
        Signature = document.Signature.ToString(),
        Total = document.Total.Amount,
        document.Currency,
        document.ContentHash,
        Revision = document.Revision + 1,
    };

    private static Task<ContentHttpResult> ChangeStatus(Guid id, DocumentState body, ApiCall call, Acts acts, CrmDbContext database,
        CancellationToken cancellation) => Run(id, "document.status", body, call, acts, database, (document, scope) =>
    {
        scope.Require(body.Status is DocumentStatus.Posted ? Right.DocumentsPost : Right.DocumentsEdit);
        if (body.Status is DocumentStatus.Accepted) document.Accept(scope.DealOrNull, scope.Cause, scope.Now);
        else document.ChangeStatus(body.Status, scope.DealOrNull, scope.Cause, scope.Now, body.Reason);
    }, cancellation);

    private static Task<ContentHttpResult> Post(Guid id, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Run(id, "document.post", null, call, acts, database, (document, scope) =>
        {
            scope.Require(Right.DocumentsPost);
            document.Post(scope.DealOrNull, scope.Cause, scope.Now);
        }, cancellation);

    private static Task<ContentHttpResult> Unpost(Guid id, DocumentReason body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Run(id, "document.unpost", body, call, acts, database, (document, scope) =>
        {
            scope.Require(Right.DocumentsPost);
            document.Unpost(body.Reason, scope.DealOrNull, scope.Cause, scope.Now);
        }, cancellation);

    private static Task<ContentHttpResult> Revoke(Guid id, DocumentReason body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Run(id, "document.revoke_signature", body, call, acts, database, (document, scope) =>
        {
            scope.Require(Right.DocumentsEdit);
            document.RevokeSignature(body.Reason, scope.DealOrNull, scope.Cause, scope.Now);
        }, cancellation);

    private static async Task<ContentHttpResult> Sign(Guid id, IFormFile file, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation)
    {
        FileContent.RefuseAbove(file.Length);
        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, cancellation);
        var content = FileContent.Of(memory.ToArray());
        var body = new { content.Sha256, file.FileName };
        return Answers.Done(await acts.Run(await On(id, "document.sign", body, call, database, cancellation), async scope =>
        {
            scope.Require(Right.DocumentsEdit);
            var document = await scope.FindEvidence<SalesDocument>(id);
            document.ExpectRevision(call.Revision);
            var attached = FileAttachment.Attach("document", id, file.FileName, file.ContentType ?? "application/octet-stream", await scope.Keep(content),
                scope.DealOrNull, scope.Cause, scope.Now);
            document.Sign(scope.Add(attached), scope.DealOrNull, scope.Cause, scope.Now);
            return (object?)Told(document);
        }, cancellation));
    }

    private static async Task<ContentHttpResult> Join(Guid id, JoinDeal body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation)
    {
        var other = await database.Set<SalesDocument>().Where(d => d.Id == id)
            .Join(database.Set<Deal>(), d => d.DealId, deal => deal.Id, (_, deal) => deal.Number).FirstOrDefaultAsync(cancellation);
        return Answers.Done(await acts.Run(call.On(Subject.Deal(body.DealId), "document.join", new { id, body }) with { Revision = null }, async scope =>
        {
            scope.Require(Right.DocumentsEdit);
            var document = await scope.Find<SalesDocument>(id);
            document.ExpectRevision(call.Revision);
            document.JoinDeal(scope.Deal, other, scope.Cause, scope.Now);
            return (object?)Told(document);
        }, cancellation));
    }

    private static async Task<ContentHttpResult> Run(Guid id, string name, object? body, ApiCall call, Acts acts, CrmDbContext database,
        Action<SalesDocument, CommandScope> verb, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(await On(id, name, body, call, database, cancellation), async scope =>
        {
            var document = await scope.FindEvidence<SalesDocument>(id);
            document.ExpectRevision(call.Revision);
            verb(document, scope);
            return (object?)Told(document);
        }, cancellation));
}

internal sealed record DocumentState
{
    public required DocumentStatus Status { get; init; }
    public string? Reason { get; init; }
}

internal sealed record DocumentReason
{
    public string? Reason { get; init; }
}

internal sealed record JoinDeal
{
    public required Guid DealId { get; init; }
}
