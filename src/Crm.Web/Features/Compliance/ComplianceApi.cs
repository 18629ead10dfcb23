using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Compliance;

internal static class ComplianceApi
{
    public static void MapComplianceApi(this IEndpointRouteBuilder api)
    {
        var findings = api.MapGroup("/findings").WithTags("Compliance");
        findings.MapGet("", List).WithSummary("Deviations of deals from their procedures, newest first; reading is recorded");
        findings.MapGet("/{id:guid}", Find).WithSummary("One finding");
        findings.MapPost("/{id:guid}/disposition", Dispose).WithSummary("Say what becomes of a finding: Open, Explained, Accepted, Violation");
        api.MapGet("/deals/{id:guid}/file", File).WithTags("Compliance").WithSummary("Facts, refusals, gates and findings of one deal; reading is recorded");
    }

    private static async Task<Ok<Page<FindingRow>>> List(Disposition? disposition, DeviationKind? deviation, bool? refused, Guid? deal, Guid? actor, DateOnly? from, DateOnly? to,
        Guid? after, int? limit, ApiCall call, Acts acts, CurrentActor current, FindingsReader reader, CancellationToken cancellation)
    {
        var filter = new FindingFilter { Disposition = disposition, Deviation = deviation, Refused = refused, Deal = deal, Actor = actor, From = from, To = to };
        await acts.Run(call.On(Subject.None, "findings.read", new { filter, after, limit }), scope => Reading.Of(scope, "findings.read", deal), cancellation);
        return TypedResults.Ok(await reader.Read(filter, await current.Get(cancellation), after, limit ?? FindingsReader.PageSize, cancellation));
    }

    private static async Task<Ok<FindingRow>> Find(Guid id, CurrentActor current, FindingsReader reader, CancellationToken cancellation) =>
        TypedResults.Ok(await reader.Find(id, await current.Get(cancellation), cancellation) ?? throw new DomainException("GEN-008"));

    private static async Task<ContentHttpResult> Dispose(Guid id, DisposeFinding body, ApiCall call, Acts acts, Dispositions dispositions, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Deal(await dispositions.DealOf(id, cancellation)), "finding.dispose", new { id, body }),
            scope => Dispositions.Say(scope, id, new Verdict(body.Disposition) { Reason = body.Reason, OwnerId = body.OwnerId, ExpiresOn = body.ExpiresOn }), cancellation));

    private static async Task<Ok<DealFile>> File(Guid id, long? before, ApiCall call, Acts acts, CurrentActor current, DealFiles files, CancellationToken cancellation)
    {
        await acts.Run(call.On(Subject.None, "deal.file.read", new { id, before }), scope => Reading.Of(scope, "deal.file.read", id), cancellation);
        return TypedResults.Ok(await files.Find(id, await current.Get(cancellation), before, cancellation) ?? throw new DomainException("GEN-008"));
    }
}

internal sealed record DisposeFinding
{
    public required Disposition Disposition { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who answers for an acceptance.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>When an acceptance ends: within 365 days.</summary>
    public DateOnly? ExpiresOn { get; init; }
}
