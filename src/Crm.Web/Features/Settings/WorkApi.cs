using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>Queues, calendars, the company, and deal types with the rules in force.</summary>
internal static class WorkApi
{
    public static void MapWorkApi(this IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Settings");
        queues.MapGet("", Queues).RequireRight(Right.DealsView).WithSummary("Task queues with their members");
        queues.MapPost("", AddQueue).WithSummary("Add a task queue");
        queues.MapPut("/{id:guid}", ChangeQueue).WithSummary("Change a task queue and its members");
        var calendars = api.MapGroup("/calendars").WithTags("Settings");
        calendars.MapGet("", Calendars).RequireRight(Right.DealsView).WithSummary("Working calendars");
        calendars.MapPost("", AddCalendar).WithSummary("Add a working calendar");
        calendars.MapPut("/{id:guid}", ChangeCalendar).WithSummary("Change a working calendar; stored due times stay");
        api.MapGet("/company", Company).RequireRight(Right.DealsView).WithTags("Settings").WithSummary("The company: time zone, report currency, calendar");
        api.MapPut("/company", ChangeCompany).WithTags("Settings").WithSummary("Change the company");
        var rates = api.MapGroup("/exchange-rates").WithTags("Settings");
        rates.MapGet("", Rates).RequireRight(Right.DealsView).WithSummary("What one unit of a currency is worth in the report currency, from a date on");
        rates.MapPost("", AddRate).WithSummary("Add a rate");
        rates.MapPut("/{id:guid}", CorrectRate).WithSummary("Correct a rate");
        api.MapGet("/deal-types", Types).RequireRight(Right.DealsView).WithTags("Deal types").WithSummary("Kinds of deals");
        api.MapGet("/deal-types/{id:guid}", Type).RequireRight(Right.DealsView).WithTags("Deal types").WithSummary("A kind of deal with the rules that new deals get");
        api.MapPut("/deal-types/{id:guid}/publishing", ChangePublishing).WithTags("Deal types").WithSummary("Whether a second person has to approve new versions of its procedure");
    }

    private static async Task<Ok<List<QueueRow>>> Queues(CrmDbContext database, CancellationToken cancellation)
    {
        var queues = await database.Set<TaskQueue>().AsNoTracking().OrderBy(q => q.Code).ToListAsync(cancellation);
        return TypedResults.Ok(queues.Select(q => new QueueRow(q.Id, q.Code, q.Name, q.HeadId, q.CalendarId, q.MemberIds, q.Active, q.Revision)).ToList());
    }

    private static async Task<ContentHttpResult> AddQueue(StateQueue body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Created(await acts.AddQueue(body, call, cancellation));

    private static async Task<ContentHttpResult> ChangeQueue(Guid id, StateQueue body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.ChangeQueue(id, body, call, cancellation));

    private static async Task<Ok<List<CalendarRow>>> Calendars(CrmDbContext database, CancellationToken cancellation)
    {
        var calendars = await database.Set<WorkingCalendar>().AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellation);
        return TypedResults.Ok(calendars.Select(c => new CalendarRow(c.Id, c.Name, c.TimeZone, c.Hours, c.Holidays, c.ExtraDays, c.Version, c.Revision)).ToList());
    }

    private static async Task<ContentHttpResult> AddCalendar(StateCalendar body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Created(await acts.AddCalendar(body, call, cancellation));

    private static async Task<ContentHttpResult> ChangeCalendar(Guid id, StateCalendar body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.ChangeCalendar(id, body, call, cancellation));

    private static async Task<Ok<CompanyRow>> Company(HttpContext context, CrmDbContext database, CancellationToken cancellation)
    {
        var company = await database.Set<Company>().AsNoTracking().OrderBy(c => c.Id)
            .Select(c => new CompanyRow(c.Name, c.TimeZone, c.ReportCurrency, c.CalendarId, c.Revision)).FirstOrDefaultAsync(cancellation);
        return Answers.Of(company, context, company?.Revision);
    }

    private static async Task<ContentHttpResult> ChangeCompany(StateCompany body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.ChangeCompany(body, call, cancellation));

    private static async Task<Ok<List<RateRow>>> Rates(CrmDbContext database, CancellationToken cancellation)
    {
        return TypedResults.Ok(await database.Set<ExchangeRate>().AsNoTracking().OrderBy(r => r.Currency).ThenByDescending(r => r.FromOn)
            .Select(r => new RateRow(r.Id, r.Currency, r.FromOn, r.Rate, r.Revision)).ToListAsync(cancellation));
    }

    private static async Task<ContentHttpResult> AddRate(StateRate body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Created(await acts.AddRate(body, call, cancellation));

    private static async Task<ContentHttpResult> CorrectRate(Guid id, CorrectedRate body, ApiCall call, WorkActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.CorrectRate(id, body, call, cancellation));

    private static async Task<Ok<List<TypeRow>>> Types(CrmDbContext database, CancellationToken cancellation)
    {
        return TypedResults.Ok(await database.Set<DealType>().AsNoTracking().OrderBy(t => t.NameEn)
            .Select(t => new TypeRow(t.Id, t.Code, t.NameEn, t.NameRu, t.ControlMode, t.DefinitionId, t.AllowedForNew, t.CurrentVersionId,
                t.FourEyesPublish)).ToListAsync(cancellation));
    }

    private static async Task<Ok<TypeCard>> Type(Guid id, HttpContext context, CrmDbContext database, ProcedureCatalog procedures,
        CancellationToken cancellation)
    {
        var found = await procedures.Current(id, database, cancellation);
        return Answers.Of(found is not var (type, procedure) ? null : new TypeCard(type.Id, type.Code, type.Name, type.ControlMode, type.AllowedForNew,
            procedure.VersionId, procedure.Number, procedure.RulesHash, procedure.Flow, type.FourEyesPublish), context, found?.Type.Revision);
    }

    private static async Task<ContentHttpResult> ChangePublishing(Guid id, StatePublishing body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.None, "dealtype.publishing", new { id, body }), scope => scope.AskForSecondPerson(id, body.FourEyes), cancellation));
}

internal sealed record StateQueue
{
    /// <summary>For a new queue only.</summary>
    public string? Code { get; init; }
    public required LocalText Name { get; init; }
    public Guid? HeadId { get; init; }
    public Guid? CalendarId { get; init; }
    public required IReadOnlyList<Guid> MemberIds { get; init; }
}

internal sealed record CalendarRow(Guid Id, string Name, string TimeZone, IReadOnlyList<WorkingHours> Hours, IReadOnlyList<DateOnly> Holidays,
    IReadOnlyList<ExtraDay> ExtraDays, int Version, long Revision);

internal sealed record StateCalendar
{
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required IReadOnlyList<WorkingHours> Hours { get; init; }
    public IReadOnlyList<DateOnly>? Holidays { get; init; }
    public IReadOnlyList<ExtraDay>? ExtraDays { get; init; }
}

internal sealed record CompanyRow(string Name, string TimeZone, string ReportCurrency, Guid? CalendarId, long Revision);

internal sealed record StateCompany
{
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required string ReportCurrency { get; init; }
    public Guid? CalendarId { get; init; }
}

internal sealed record StateRate
{
    public required string Currency { get; init; }
    public required DateOnly FromOn { get; init; }
    public required decimal Rate { get; init; }
}

internal sealed record CorrectedRate
{
    public required decimal Rate { get; init; }
}

internal sealed record TypeRow(Guid Id, string Code, string NameEn, string NameRu, ControlMode ControlMode, string? DefinitionId, bool AllowedForNew,
    Guid? CurrentVersionId, bool FourEyesPublish);

internal sealed record TypeCard(Guid Id, string Code, LocalText Name, ControlMode ControlMode, bool AllowedForNew, Guid VersionId, int Version,
    string RulesHash, StageFlow Flow, bool FourEyesPublish);

internal sealed record StatePublishing
{
    public required bool FourEyes { get; init; }
}
