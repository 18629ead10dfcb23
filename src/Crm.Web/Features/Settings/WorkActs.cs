using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>What may be done to queues, calendars and the company; the pages and the API do the same.</summary>
internal sealed class WorkActs(Acts acts, IDbContextFactory<CrmDbContext> databases)
{
    public Task<string> AddQueue(StateQueue body, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "queue.add", body), async scope =>
        {
            scope.Require(Right.AdminSettings);
            var queue = TaskQueue.Add(body.Code ?? "", body.Name, scope.Now);
            await RequireFree<TaskQueue>(q => q.Code == body.Code, "code", body.Code, cancellation);
            await Man(queue, body, scope);
            return (object?)new { scope.Add(queue).Id };
        }, cancellation);

    public Task<string> ChangeQueue(Guid id, StateQueue body, ApiCall call, CancellationToken cancellation = default) =>
        RecordActs.Run<TaskQueue>(id, "queue.change", body, Right.AdminSettings, (queue, scope) => Man(queue, body, scope), call, acts, cancellation);

    public Task<string> AddCalendar(StateCalendar body, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "calendar.add", body), scope =>
        {
            scope.Require(Right.AdminSettings);
            var calendar = scope.Add(WorkingCalendar.Create(body.Name, body.TimeZone, body.Hours, body.Holidays ?? [], body.ExtraDays ?? [], scope.Cause, scope.Now));
            return Task.FromResult((object?)new { calendar.Id });
        }, cancellation);

    public Task<string> ChangeCalendar(Guid id, StateCalendar body, ApiCall call, CancellationToken cancellation = default) =>
        RecordActs.Run<WorkingCalendar>(id, "calendar.change", body, Right.AdminSettings, (calendar, scope) =>
        {
            calendar.Change(body.Name, body.TimeZone, body.Hours, body.Holidays ?? [], body.ExtraDays ?? [], scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    public Task<string> ChangeCompany(StateCompany body, ApiCall call, CancellationToken cancellation = default) =>
        RecordActs.Run<Company>(Company.SoleId, "company.change", body, Right.AdminSettings, async (company, scope) =>
        {
            await scope.RequireKnown<WorkingCalendar>(body.CalendarId);
            company.Change(body.Name, body.TimeZone, body.ReportCurrency, body.CalendarId, scope.Cause, scope.Now);
        }, call, acts, cancellation);

    public Task<string> AddRate(StateRate body, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.None, "rate.add", body), async scope =>
        {
            scope.Require(Right.AdminSettings);
            var rate = ExchangeRate.Add(body.Currency, body.FromOn, body.Rate, scope.Cause, scope.Now);
            await RequireFree<ExchangeRate>(r => r.Currency == rate.Currency && r.FromOn == rate.FromOn, "fromOn", $"{rate.Currency} {rate.FromOn:yyyy-MM-dd}", cancellation);
            return (object?)new { scope.Add(rate).Id };
        }, cancellation);

    public Task<string> CorrectRate(Guid id, CorrectedRate body, ApiCall call, CancellationToken cancellation = default) =>
        RecordActs.Run<ExchangeRate>(id, "rate.correct", body, Right.AdminSettings, (rate, scope) =>
        {
            rate.Correct(body.Rate, scope.Cause, scope.Now);
            return Task.CompletedTask;
        }, call, acts, cancellation);

    private static async Task Man(TaskQueue queue, StateQueue body, CommandScope scope)
    {
        foreach (var member in body.MemberIds) await scope.RequireKnown<User>(member);
        await scope.RequireKnown<User>(body.HeadId);
        await scope.RequireKnown<WorkingCalendar>(body.CalendarId);
        queue.Change(body.Name, body.HeadId, body.CalendarId, body.MemberIds);
        scope.Audit("queue.changed", nameof(TaskQueue), queue.Id, new JsonObject
        {
            ["members"] = new JsonArray([.. body.MemberIds.Select(m => (JsonNode)JsonValue.Create(m.ToString()))]),
            ["headId"] = body.HeadId?.ToString(),
            ["calendarId"] = body.CalendarId?.ToString(),
        });
    }

    private async Task RequireFree<T>(System.Linq.Expressions.Expression<Func<T, bool>> same, string field, string? name, CancellationToken cancellation) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<T>().Where(same).RequireNone("GEN-013", field, name, cancellation);
    }
}
