using System.Globalization;
using Crm.Domain.Audit;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Settings;

public sealed class WorkTests
{
    private static readonly object[] Hours =
        [.. Enumerable.Range(1, 5).SelectMany(day => new object[] { new { day = ((DayOfWeek)day).ToString(), fromMinute = 540, toMinute = 780 },
            new { day = ((DayOfWeek)day).ToString(), fromMinute = 840, toMinute = 1080 } })];

    /// <summary>V-28, holidays 2027-01-01…08: Wednesday 30 December 15:00 and 16 working hours is Monday 11 January 15:00.
    /// The first task has 8 hours, which begin on the next day.</summary>
    [Theory, OnBothDatabases]
    public async Task Holidays_that_were_added_move_a_due_time(DatabaseKind kind)
    {
        var clock = new TestClock(DateTimeOffset.Parse("2026-12-31T12:00:00Z", CultureInfo.InvariantCulture));
        await using var office = await SalesOffice.OpenAsync(kind, clock);
        var alla = await office.ApiAsync(office.Alla);
        var holidays = Enumerable.Range(1, 8).Select(day => $"2027-01-{day:00}").ToArray();

        (await alla.PutAsync($"/api/calendars/{office.CalendarId}", new { name = "Office", timeZone = "Europe/Moscow", hours = Hours, holidays })).Ok();
        var sale = await StandardSale.OpenAsync(office);

        Assert.Equal(DateTimeOffset.Parse("2027-01-11T12:00:00Z", CultureInfo.InvariantCulture), (DateTimeOffset)(await sale.TaskAsync("t1"))["dueAt"]!);
    }

    [Theory, OnBothDatabases]
    public async Task A_member_of_a_queue_sees_its_tasks_until_she_is_taken_out(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var (alla, vera) = (await office.ApiAsync(office.Alla), await office.ApiAsync(office.Vera));
        var queue = (await alla.GetAsync("/api/queues")).Ok().Json.AsArray().Single(q => (string?)q!["code"] == "order-desk")!;
        var sale = await StandardSale.OpenAsync(office);
        await sale.ReachAsync("order");
        Assert.Empty(await TasksOfAsync(vera));

        (await ManAsync(alla, queue, office.Olga.Id, office.Vera.Id)).Ok();
        Assert.Single(await TasksOfAsync(vera));

        (await ManAsync(alla, queue, office.Olga.Id)).Ok();
        Assert.Empty(await TasksOfAsync(vera));
    }

    [Theory, OnBothDatabases]
    public async Task Settings_are_refused_to_others_and_leave_a_denied_entry(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var anna = await office.ApiAsync(office.Anna);
        (HttpMethod Method, string Path, object? Body)[] calls =
        [
            (HttpMethod.Post, $"/api/users/{office.Vera.Id}/deactivation", new { }), (HttpMethod.Put, $"/api/users/{office.Anna.Id}/roles", new { roles = new[] { "Administrator" } }),
            (HttpMethod.Post, $"/api/users/{office.Vera.Id}/invitation", new { }), (HttpMethod.Post, "/api/units", new { name = "Mine" }),
            (HttpMethod.Post, "/api/queues", new { code = "mine", name = new { en = "Mine", ru = "Моя" }, memberIds = new[] { office.Anna.Id } }),
            (HttpMethod.Put, $"/api/calendars/{office.CalendarId}", new { name = "Lazy", timeZone = "Europe/Moscow", hours = Hours }),
            (HttpMethod.Put, "/api/company", new { name = "Mine", timeZone = "Etc/UTC", reportCurrency = "EUR" }),
            (HttpMethod.Post, "/api/exchange-rates", new { currency = "EUR", fromOn = "2026-01-01", rate = 90 }),
            (HttpMethod.Get, $"/api/users/{office.Vera.Id}/holdings", null),
        ];
        foreach (var (method, path, body) in calls)
        {
            (await anna.SendAsync(method, path, body)).Refused(403, "GEN-009");
            var entry = await office.ReadAsync(d => d.Set<AuditEntry>().OrderByDescending(e => e.Seq).FirstAsync());
            Assert.Equal((true, "GEN-009", office.Anna.Id), (entry.Denied, entry.Code, entry.ActorId));
        }
        (await anna.GetAsync("/api/api-keys?all=true")).Refused(403, "GEN-009");
    }

    [Theory, OnBothDatabases]
    public async Task A_rate_is_added_once_per_day_and_can_be_corrected(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var rate = new { currency = "EUR", fromOn = "2026-01-01", rate = 90.5m };

        var id = (await alla.PostAsync("/api/exchange-rates", rate)).Ok().Id;
        (await alla.PostAsync("/api/exchange-rates", rate)).Refused(409, "GEN-013");
        (await alla.PutAsync($"/api/exchange-rates/{id}", new { rate = 0 })).Refused(422, "GEN-003");
        (await alla.PutAsync($"/api/exchange-rates/{id}", new { rate = 91.25m })).Ok();

        Assert.Equal(91.25m, (decimal)(await alla.GetAsync("/api/exchange-rates")).Ok().Json[0]!["rate"]!);
    }

    [Theory, OnBothDatabases]
    public async Task A_loss_reason_comes_back_into_use(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var id = (await alla.PostAsync("/api/loss-reasons", new { nameEn = "Moved away", nameRu = "Переехал" })).Ok().Id;

        (await alla.PostAsync($"/api/loss-reasons/{id}/deactivation")).Ok();
        (await alla.PostAsync($"/api/loss-reasons/{id}/activation")).Ok();

        Assert.True((bool)(await alla.GetAsync("/api/loss-reasons")).Ok().Json.AsArray().Single(r => (string?)r!["id"] == id.ToString())!["active"]!);
    }

    private static async Task<IReadOnlyList<string>> TasksOfAsync(ApiClient client) =>
        [.. (await client.GetAsync("/api/tasks?view=Queues")).Ok().Json["items"]!.AsArray().Select(t => (string)t!["id"]!)];

    private static Task<ApiAnswer> ManAsync(ApiClient admin, System.Text.Json.Nodes.JsonNode queue, params Guid[] members) =>
        admin.PutAsync($"/api/queues/{queue["id"]}", new { name = new { en = "Order desk", ru = "Отдел заказов" }, memberIds = members });
}
