using System.Net.Http.Headers;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Fault.Tests.Fixtures;
using Crm.Fault.Tests.History;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Fault.Tests.Tasks;

/// <summary>R-12 and R-13: who takes a task first has it, and who has lost it cannot finish it.</summary>
public sealed class ClaimRaceTests
{
    private const int People = 200;
    private static readonly int Rounds = LongRun.Of(2, 100);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task R_12_of_two_hundred_who_take_one_task_one_gets_it_and_the_others_are_told_who(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var desk = await ManAsync(office);
        await new OwnFlow("desk").Node("S", "Elsa.Start").Node("T", "Elsa.RunTask", ("taskName", "Pack it", "String"),
            ("payload", new System.Text.Json.Nodes.JsonObject { ["assignee"] = "queue:order-desk" }, "Object")).Path("S", "T").PublishAsync(office.App);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = People }) { BaseAddress = office.App.Address, Timeout = TimeSpan.FromSeconds(60) };

        for (var round = 0; round < Rounds; round++)
        {
            var deal = await office.OpenDealAsync(office.Anna, "desk");
            var task = await office.ReadAsync(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == deal));
            Assert.NotNull(task.QueueId);
            var answers = await Task.WhenAll(desk.Select(async person => (person.Name, Answer: await ClaimAsync(http, person.Key, task.Id))));

            var winner = Assert.Single(answers, a => a.Answer.Status == 200).Name;
            var others = answers.Where(a => a.Name != winner).Select(a => a.Answer).ToList();
            Assert.All(others, a => Assert.Equal((409, "TSK-001"), (a.Status, a.Code)));
            Assert.All(others, a => Assert.Contains(winner, a.Text, StringComparison.Ordinal));
            Assert.Equal(People - 1, await office.ReadAsync(d => d.Set<AuditEntry>().CountAsync(e => e.Denied && e.DealId == deal, Stop)));
        }

        await using var context = office.App.Database.Open();
        await new HistoryCheck([]).ProveAsync(context);
    }

    [Theory, OnBothDatabases]
    public async Task R_13_who_has_lost_a_task_cannot_finish_it(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var sale = await StandardSale.OpenAsync(office);
        await sale.ContactAsync();
        var task = (string)(await sale.TaskAsync("t1"))["id"]!;
        var anna = await office.ApiAsync(office.Anna);
        (await anna.PostAsync($"/api/tasks/{task}/claim")).Ok();
        (await (await office.ApiAsync(office.Boris)).PostAsync($"/api/tasks/{task}/delegation", new { userId = office.Vera.Id })).Ok();
        await using var context = office.App.Database.Open();
        var before = await RowsButEntriesAsync(context);

        var late = new ClientCall("task.complete", $"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" });
        (await late.SendAsync(anna)).Refused(409, "TSK-002");

        Assert.Equal(before, await RowsButEntriesAsync(context));
        Assert.Single(await context.Set<AuditEntry>().AsNoTracking().Where(e => e.Denied && e.RequestId == late.Operation).ToListAsync(Stop));
        await new HistoryCheck([late]).ProveAsync(context);

        async Task<string> RowsButEntriesAsync(CrmDbContext database) => string.Join(' ', (await office.RowsAsync()).Where(t => t.Key != "audit_entries"))
            + (await database.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.Id == Guid.Parse(task), Stop)).Revision;
    }

    /// <summary>Busy is an answer too: then the same is said again.</summary>
    private static async Task<ApiAnswer> ClaimAsync(HttpClient http, string key, Guid task)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/claim");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await http.SendAsync(request, Stop);
            if ((int)answer.StatusCode != 503) return new ApiAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
        }
    }

    /// <summary>Two hundred people at the order desk, each with a key.</summary>
    private static Task<List<(string Name, string Key)>> ManAsync(SalesOffice office) => office.App.InScopeAsync(async services =>
    {
        var (database, now) = (services.GetRequiredService<CrmDbContext>(), TimeProvider.System.GetUtcNow());
        var cause = new Cause(Actor.Job("test"), Door.Page, Guid.CreateVersion7());
        var people = new List<(string, string)>();
        var members = new List<Guid>();
        var tokens = new List<ApiToken>();
        for (var i = 1; i <= People; i++)
        {
            var user = User.Invite($"Packer {i:000}", $"packer{i}", null, [Role.OrderDesk], office.SalesUnitId, "en", "Europe/Moscow", cause, now);
            var (token, text) = ApiToken.Issue(user.Id, "race", TimeSpan.FromDays(1), now);
            database.AddRange(user, Account.Invited(user.Id, user.Login));
            tokens.Add(token);
            members.Add(user.Id);
            people.Add((user.Name, text));
        }
        var queue = await database.Set<TaskQueue>().SingleAsync(q => q.Code == "order-desk");
        queue.Change(queue.Name, null, null, members);
        await database.SaveChangesAsync();
        // The model does not know that a key needs its account first.
        database.AddRange(tokens);
        await database.SaveChangesAsync();
        services.GetRequiredService<SurroundingsCache>().Forget();
        return people;
    });
}
