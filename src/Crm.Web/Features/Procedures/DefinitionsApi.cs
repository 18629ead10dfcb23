using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Procedures;

/// <summary>Definitions and their versions: drafts, findings, publishing.</summary>
internal static class DefinitionsApi
{
    public static void MapDefinitionsApi(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions").WithTags("Procedures");
        definitions.MapGet("", List).RequireRight(Right.ProceduresDesign)
            .WithSummary("Versions of all definitions; versionOptions: AllVersions, Draft, Latest, Published, LatestOrPublished, LatestAndPublished or a number");
        definitions.MapPost("", Save).WithSummary("Save a document as the draft of its definition; If-Match names the revision of the latest version that it was made of");
        var one = definitions.MapGroup("/{definitionId}");
        one.MapGet("/versions", Versions).RequireRight(Right.ProceduresDesign).WithSummary("All versions, the newest first");
        one.MapGet("/versions/{version:int}", Document).RequireRight(Right.ProceduresDesign).WithSummary("The document of a version; with placeholders=true steps that are not known here are shown as such");
        one.MapGet("/versions/{version:int}/findings", Findings).RequireRight(Right.ProceduresDesign).WithSummary("What is wrong with a version, or worth knowing");
        one.MapPost("/versions/{version:int}/publication", Publish).WithSummary("Make it the version that new runs take");
        one.MapGet("/versions/{version:int}/approvals", Approvals).RequireRight(Right.ProceduresDesign).WithSummary("Who approved the version, and the hash of the rules that are approved or to be approved");
        one.MapPost("/versions/{version:int}/approvals", Approve).WithSummary("Approve as a second person that the rules with this hash are put in force");
        one.MapDelete("/versions/{version:int}/approvals", Withdraw).WithSummary("Take the own approval back");
        one.MapPost("/versions/{version:int}/reversion", Revert).WithSummary("Make a new draft of an earlier version");
        one.MapDelete("/publication", Retract).WithSummary("Take it out of force; what runs goes on");
        one.MapDelete("/draft", Discard).WithSummary("Throw the draft away");
    }

    private static async Task<Ok<List<VersionRow>>> List(string? versionOptions, CrmDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await Rows(database.Set<DefinitionVersion>().Of(versionOptions).OrderBy(d => d.DefinitionId).ThenBy(d => d.Version)).ToListAsync(cancellation));

    private static async Task<Ok<List<VersionRow>>> Versions(string definitionId, CrmDbContext database, CancellationToken cancellation)
    {
        var rows = await Rows(database.Set<DefinitionVersion>().Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version)).ToListAsync(cancellation);
        return rows.Count > 0 ? TypedResults.Ok(rows) : throw new DomainException("GEN-008");
    }

    private static async Task<Ok<JsonObject>> Document(string definitionId, int version, bool? placeholders, CrmDbContext database, DefinitionCatalog catalog,
        HttpContext context, CancellationToken cancellation)
    {
        var found = await Find(database, definitionId, version, cancellation);
        var document = found?.Document();
        if (document is not null && placeholders == true) document = PlaceholderSteps.Shown(document, catalog.Descriptors);
        return Answers.Of(document?.ToJson(), context, found?.Revision);
    }

    private static async Task<Ok<List<FindingRow>>> Findings(string definitionId, int version, CrmDbContext database, DefinitionCheck check,
        CancellationToken cancellation)
    {
        var found = await Find(database, definitionId, version, cancellation) ?? throw new DomainException("GEN-008");
        var findings = await check.Check(await check.Graph(found.Document()), new EfDefinitionRecords(database));
        return TypedResults.Ok(findings.Select(f => new FindingRow(f.Lint, f.Code, f.Severity, f.NodeId, f.Member, f.Sentence, f.Hint)).ToList());
    }

    private static async Task<ContentHttpResult> Save(JsonObject body, ApiCall call, Acts acts, CancellationToken cancellation)
    {
        var definition = Read(body);
        return Answers.Created(await acts.Run(call.On(Subject.None, "definition.save", body), async scope => Saved(await scope.SaveDefinition(definition)), cancellation));
    }

    private static async Task<ContentHttpResult> Publish(string definitionId, int version, PublishDefinition body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.None, "definition.publish", new { definitionId, version, body }),
            async scope => Saved(await scope.PublishDefinition(definitionId, version, body.Note)), cancellation));

    private static async Task<Ok<ApprovalSheet>> Approvals(string definitionId, int version, CrmDbContext database, CancellationToken cancellation)
    {
        var found = await Find(database, definitionId, version, cancellation) ?? throw new DomainException("GEN-008");
        var code = found.Document().DealType;
        var type = await database.Set<DealType>().AsNoTracking().FirstOrDefaultAsync(t => t.Code == code && t.DefinitionId == definitionId, cancellation)
            ?? throw new DomainException("GEN-008");
        var flow = await database.Set<ProcedureVersion>().Where(p => p.Id == type.CurrentVersionId).Select(p => p.Flow).FirstOrDefaultAsync(cancellation)
            ?? throw new DomainException("GEN-008");
        var given = await database.Set<PublishApproval>().AsNoTracking().Where(a => a.DefinitionVersionId == found.Id).OrderBy(a => a.Id)
            .Select(a => new ApprovalRow(a.ApprovedBy, a.ApprovedAt, a.Note, a.ProcedureVersion, a.RulesHash, a.WithdrawnAt)).ToListAsync(cancellation);
        return TypedResults.Ok(new ApprovalSheet(type.Code, type.FourEyesPublish, StageFlow.RulesHash(found.ContentHash, flow), given));
    }

    private static async Task<ContentHttpResult> Approve(string definitionId, int version, ApproveDefinition body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "definition.approve", new { definitionId, version, body }), async scope =>
        {
            var given = await scope.ApproveDefinition(definitionId, version, body.RulesHash, body.Note);
            return (object?)new { given.Id, given.RulesHash, given.ProcedureVersion };
        }, cancellation));

    private static async Task<ContentHttpResult> Withdraw(string definitionId, int version, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.None, "definition.withdraw_approval", new { definitionId, version }),
            scope => scope.WithdrawApproval(definitionId, version), cancellation));

    private static async Task<ContentHttpResult> Revert(string definitionId, int version, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "definition.revert", new { definitionId, version }),
            async scope => Saved(await scope.RevertDefinition(definitionId, version)), cancellation));

    private static async Task<ContentHttpResult> Retract(string definitionId, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.None, "definition.retract", new { definitionId }),
            async scope => Saved(await scope.RetractDefinition(definitionId)), cancellation));

    private static async Task<ContentHttpResult> Discard(string definitionId, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.None, "definition.discard", new { definitionId }), scope => scope.DiscardDraft(definitionId), cancellation));

    private static IQueryable<VersionRow> Rows(IQueryable<DefinitionVersion> versions) => versions.AsNoTracking().Select(d => new VersionRow(
        d.DefinitionId, d.Version, d.Id, d.Name, d.IsLatest, d.IsPublished, d.ContentHash, d.CreatedAt, d.CreatedBy, d.PublishedAt, d.PublishedBy, d.ChangeNote, d.Revision));

    private static Task<DefinitionVersion?> Find(CrmDbContext database, string definitionId, int version, CancellationToken cancellation) =>
        database.Set<DefinitionVersion>().AsNoTracking().FirstOrDefaultAsync(d => d.DefinitionId == definitionId && d.Version == version, cancellation);

    private static WorkflowDefinition Read(JsonObject body)
    {
        try
        {
            var definition = DefinitionJson.Parse(body.ToJsonString());
            return definition.DefinitionId is { Length: > 0 and <= 64 } ? definition : throw DomainException.For("GEN-012", "definitionId", "definitionId");
        }
        catch (JsonException fault)
        {
            throw DomainException.For("GEN-001", fault.Path ?? "root");
        }
    }

    private static object? Saved(DefinitionVersion version) => new { version.DefinitionId, version.Version, version.Id, version.ContentHash, Revision = version.Revision + 1 };
}

internal sealed record VersionRow(string DefinitionId, int Version, string Id, string Name, bool IsLatest, bool IsPublished, string ContentHash,
    DateTimeOffset CreatedAt, Guid? CreatedBy, DateTimeOffset? PublishedAt, Guid? PublishedBy, string? ChangeNote, long Revision);

/// <param name="Code">What a person sees (D-40).</param>
/// <param name="Ref">The code of the format.</param>
internal sealed record FindingRow(string Code, string Ref, FindingSeverity Severity, string? NodeId, string? Member, LocalText Sentence, LocalText Hint);

internal sealed record PublishDefinition(string? Note = null);

/// <param name="RulesHash">Of the version as it stands now, with the stages of its deal type.</param>
internal sealed record ApprovalSheet(string DealType, bool FourEyesPublish, string RulesHash, IReadOnlyList<ApprovalRow> Approvals);

internal sealed record ApprovalRow(Guid ApprovedBy, DateTimeOffset ApprovedAt, string Note, int ProcedureVersion, string RulesHash, DateTimeOffset? WithdrawnAt);

internal sealed record ApproveDefinition(string? RulesHash = null, string? Note = null);
