using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Campaigns;
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

namespace Crm.Web.Features.Lists;

/// <summary>Competitors, ad channels and loss reasons.</summary>
internal static class ListsApi
{
    public static void MapListsApi(this IEndpointRouteBuilder api)
    {
        var competitors = api.MapGroup("/competitors").WithTags("Lists");
        competitors.MapGet("", Competitors).RequireRight(Right.DealsView).WithSummary("Competitors");
        competitors.MapPost("", AddCompetitor).WithSummary("Add a competitor");
        competitors.MapPut("/{id:guid}", RenameCompetitor).WithSummary("Rename a competitor");
        competitors.MapPost("/{id:guid}/deactivation", (Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
            On<Competitor>(id, "competitor.deactivate", null, Right.CustomersEdit, (c, s) => c.Deactivate(s.Cause, s.Now), call, acts, cancellation))
            .WithSummary("Take a competitor out of use");
        var channels = api.MapGroup("/ad-channels").WithTags("Lists");
        channels.MapGet("", Channels).RequireRight(Right.DealsView).WithSummary("Ad channels");
        channels.MapPost("", AddChannel).WithSummary("Add an ad channel");
        channels.MapPut("/{id:guid}", ChangeChannel).WithSummary("Rename an ad channel and state its sources");
        channels.MapPost("/{id:guid}/deactivation", (Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
            On<AdChannel>(id, "ad_channel.deactivate", null, Right.CampaignsEdit, (c, s) => c.Deactivate(s.Cause, s.Now), call, acts, cancellation))
            .WithSummary("Take an ad channel out of use");
        var reasons = api.MapGroup("/loss-reasons").WithTags("Lists");
        reasons.MapGet("", Reasons).RequireRight(Right.DealsView).WithSummary("Loss reasons");
        reasons.MapPost("", AddReason).WithSummary("Add a loss reason");
        reasons.MapPut("/{id:guid}", RenameReason).WithSummary("Rename a loss reason");
        reasons.MapPost("/{id:guid}/deactivation", DeactivateReason).WithSummary("Take a loss reason out of use");
        reasons.MapPost("/{id:guid}/activation", ActivateReason).WithSummary("Take a loss reason back into use");
    }

    private static async Task<Ok<List<NamedRow>>> Competitors(CrmDbContext database, CancellationToken cancellation)
    {
        return TypedResults.Ok(await database.Set<Competitor>().AsNoTracking().OrderBy(c => c.Name)
            .Select(c => new NamedRow(c.Id, c.Name, c.Active, c.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddCompetitor(StateCompetitor body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "competitor.add", body), async scope =>
        {
            scope.Require(Right.CustomersEdit);
            await scope.RequireKnown<Customer>(body.CustomerId);
            await database.Set<Competitor>().Where(c => c.NameKey == Customer.KeyOf(body.Name)).RequireNone("GEN-013", "name", body.Name, cancellation);
            return (object?)new { scope.Add(Competitor.Add(body.Name, body.CustomerId, scope.Cause, scope.Now)).Id };
        }, cancellation));

    private static Task<ContentHttpResult> RenameCompetitor(Guid id, NewName body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        On<Competitor>(id, "competitor.rename", body, Right.CustomersEdit, async (competitor, scope) =>
        {
            await database.Set<Competitor>().Where(c => c.Id != id && c.NameKey == Customer.KeyOf(body.Name)).RequireNone("GEN-013", "name", body.Name, cancellation);
            competitor.Rename(body.Name, scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static async Task<Ok<List<ChannelRow>>> Channels(CrmDbContext database, CancellationToken cancellation)
    {
        var channels = await database.Set<AdChannel>().AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellation);
        return TypedResults.Ok(channels.Select(c => new ChannelRow(c.Id, c.Name, c.ParentId, c.SourceTypes, c.UtmSources, c.Active, c.Revision)).ToList());
    }

    private static async Task<ContentHttpResult> AddChannel(StateChannel body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "ad_channel.add", body), async scope =>
        {
            scope.Require(Right.CampaignsEdit);
            await scope.RequireKnown<AdChannel>(body.ParentId);
            await database.Set<AdChannel>().Where(c => c.NameKey == ChannelKey(body.Name)).RequireNone("ADC-001", "name", body.Name, cancellation);
            var channel = scope.Add(AdChannel.Add(body.Name, body.SourceTypes, body.ParentId, scope.Cause, scope.Now));
            if (body.UtmSources is { Count: > 0 } utm) channel.Change(body.SourceTypes, utm, scope.Cause, scope.Now);
            return (object?)new { channel.Id };
        }, cancellation));

    private static Task<ContentHttpResult> ChangeChannel(Guid id, StateChannel body, ApiCall call, Acts acts, CrmDbContext database, CancellationToken cancellation) =>
        On<AdChannel>(id, "ad_channel.change", body, Right.CampaignsEdit, async (channel, scope) =>
        {
            await database.Set<AdChannel>().Where(c => c.Id != id && c.NameKey == ChannelKey(body.Name)).RequireNone("ADC-001", "name", body.Name, cancellation);
            channel.Rename(body.Name, scope.Cause, scope.Now);
            channel.Change(body.SourceTypes, body.UtmSources ?? [], scope.Cause, scope.Now);
        }, call, acts, cancellation);

    private static async Task<Ok<List<ReasonRow>>> Reasons(CrmDbContext database, CancellationToken cancellation)
    {
        return TypedResults.Ok(await database.Set<LossReason>().AsNoTracking().OrderBy(r => r.NameEn)
            .Select(r => new ReasonRow(r.Id, r.Code, r.NameEn, r.NameRu, r.Kind, r.Active, r.IsSystem, r.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddReason(StateReason body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Created(await acts.Run(call.On(Subject.None, "loss_reason.add", body), scope =>
        {
            scope.Require(Right.AdminSettings);
            var name = Checked(body.NameEn, body.NameRu);
            var reason = scope.Add(LossReason.Add($"r-{Guid.CreateVersion7():N}", name, body.Kind, scope.Now));
            scope.Audit("loss_reason.added", nameof(LossReason), reason.Id, Said(name));
            return Task.FromResult((object?)new { reason.Id });
        }, cancellation));

    private static Task<ContentHttpResult> RenameReason(Guid id, NewNames body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        On<LossReason>(id, "loss_reason.rename", body, Right.AdminSettings, (reason, scope) =>
        {
            var name = Checked(body.NameEn, body.NameRu);
            reason.Rename(name);
            scope.Audit("loss_reason.renamed", nameof(LossReason), reason.Id, Said(name));
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> DeactivateReason(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        On<LossReason>(id, "loss_reason.deactivate", null, Right.AdminSettings, (reason, scope) =>
        {
            reason.Deactivate();
            scope.Audit("loss_reason.deactivated", nameof(LossReason), reason.Id, []);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> ActivateReason(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        On<LossReason>(id, "loss_reason.activate", null, Right.AdminSettings, (reason, scope) =>
        {
            reason.Activate();
            scope.Audit("loss_reason.activated", nameof(LossReason), reason.Id, []);
        }, call, acts, cancellation);

    private static Task<ContentHttpResult> On<T>(Guid id, string name, object? body, string right, Action<T, CommandScope> verb, ApiCall call, Acts acts,
        CancellationToken cancellation) where T : Entity => On<T>(id, name, body, right, (record, scope) =>
    {
        verb(record, scope);
        return Task.CompletedTask;
    }, call, acts, cancellation);

    private static Task<ContentHttpResult> On<T>(Guid id, string name, object? body, string right, Func<T, CommandScope, Task> verb, ApiCall call, Acts acts,
        CancellationToken cancellation) where T : Entity => RecordActs.On(id, name, body, right, verb, call, acts, cancellation);

    private static string ChannelKey(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    private static LocalText Checked(string en, string ru)
    {
        var checks = new Checks();
        var name = checks.Text(new LocalText(en, ru), 120, "name");
        checks.Throw();
        return name;
    }

    private static JsonObject Said(LocalText name) => new() { ["en"] = name.En, ["ru"] = name.Ru };
}

internal sealed record NamedRow(Guid Id, string Name, bool Active, long Revision);

internal sealed record StateCompetitor
{
    public required string Name { get; init; }
    public Guid? CustomerId { get; init; }
}

internal sealed record NewName
{
    public required string Name { get; init; }
}

internal sealed record StateChannel
{
    public required string Name { get; init; }
    public IReadOnlyList<SourceType>? SourceTypes { get; init; }
    public Guid? ParentId { get; init; }
    public IReadOnlyList<string>? UtmSources { get; init; }
}

internal sealed record ChannelRow(Guid Id, string Name, Guid? ParentId, IReadOnlyList<SourceType> SourceTypes, IReadOnlyList<string> UtmSources, bool Active,
    long Revision);

internal sealed record StateReason
{
    public required string NameEn { get; init; }
    public required string NameRu { get; init; }
    public LossReasonKind Kind { get; init; }
}

internal sealed record NewNames
{
    public required string NameEn { get; init; }
    public required string NameRu { get; init; }
}

internal sealed record ReasonRow(Guid Id, string Code, string NameEn, string NameRu, LossReasonKind Kind, bool Active, bool IsSystem, long Revision);
