using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Audit;

internal static class AuditApi
{
    private const int Most = 500;

    public static void MapAuditApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List).WithTags("Audit").WithSummary("Changes outside the deals, refusals and reads, newest first; reading is recorded");

    private static async Task<Ok<List<AuditRow>>> List(Guid? subject, Guid? deal, Guid? actor, bool? denied, long? before, int? limit, ApiCall call, Acts acts,
        CrmDbContext database, CancellationToken cancellation)
    {
        if (limit is < 1 or > Most) throw DomainException.For("GEN-003", "limit", "limit");
        // Who looked at what is itself part of the record.
        await acts.Run(call.On(Subject.None, "audit.read", new { subject, deal, actor, denied, before, limit }), scope =>
        {
            scope.Require(Right.AuditRead);
            scope.Audit("audit.read", "Audit", subject ?? deal, new JsonObject
            {
                ["actor"] = actor?.ToString(),
                ["before"] = before,
                ["deal"] = deal?.ToString(),
                ["denied"] = denied,
                ["subject"] = subject?.ToString(),
            });
        }, cancellation);
        var entries = database.Set<AuditEntry>().AsNoTracking();
        if (subject is { } subjectId) entries = entries.Where(e => e.SubjectId == subjectId);
        if (deal is { } dealId) entries = entries.Where(e => e.DealId == dealId);
        if (actor is { } actorId) entries = entries.Where(e => e.ActorId == actorId);
        if (denied is { } refused) entries = entries.Where(e => e.Denied == refused);
        if (before is { } seq) entries = entries.Where(e => e.Seq < seq);
        var found = await entries.OrderByDescending(e => e.Seq).Take(limit ?? 100).ToListAsync(cancellation);
        return TypedResults.Ok(found.Select(e => new AuditRow(e.Seq, e.At, e.ActorKind, e.ActorId, e.OnBehalfOf, e.Roles, e.Door, e.RequestId, e.Kind, e.SubjectKind,
            e.SubjectId, e.DealId, e.Denied, e.Code, JsonNode.Parse(e.Payload))).ToList());
    }
}

internal sealed record AuditRow(long Seq, DateTimeOffset At, ActorKind ActorKind, Guid ActorId, Guid? OnBehalfOf, string Roles, Door Door, Guid RequestId,
    string Kind, string SubjectKind, Guid? SubjectId, Guid? DealId, bool Denied, string? Code, JsonNode? Payload);
