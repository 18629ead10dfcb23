using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Channels.Calls;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Channels;

/// <summary>A step that asks another system, against a real one.</summary>
public sealed class CallTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_call_leaves_after_the_transaction_and_its_answer_leads_the_run_on(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        await using var work = await OpenAsync(kind, other.Origin);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");
        Assert.Empty(other.Asked);

        await work.DeliverAsync();
        await work.DeliverAsync();

        var asked = Assert.Single(other.Asked);
        Assert.Equal(("/orders", """{"deal":1}"""), (asked.Path, asked.Body));
        Assert.Equal((await Sent(work, deal)).IdempotencyKey, asked.Key);
        Assert.Equal(["Answered"], await Tasks(work, deal));
    }

    [Theory, OnBothDatabases]
    public async Task What_opens_the_other_system_is_unreadable_where_the_call_waits_and_arrives_as_it_was(DatabaseKind kind)
    {
        const string secret = "Bearer 5ecret-of-the-other-system", own = "k3y-of-ours";
        await using var other = await OtherSystem.StartAsync();
        var shown = "";
        other.Answer = context =>
        {
            shown = $"{context.Request.Headers.Authorization} {context.Request.Headers["X-Api-Key"]}";
            return Status(context, 200);
        };
        await using var work = await Work.OpenAsync(kind, new Dictionary<string, string?> { ["Calls:Private:0"] = other.Origin });
        await new OwnFlow("calling").Node("S", "Elsa.Start").Node("H", "Elsa.FlowSendHttpRequest", ("url", other.Origin + "/orders", "String"), ("authorization", secret, "String"),
            ("requestHeaders", new System.Text.Json.Nodes.JsonObject { ["X-Api-Key"] = own }, "Object")).Event("E", "Never").Path("S", "H", "E").PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");

        var stored = (await work.Office.ReadAsync(d => d.Set<OutboxMessage>().AsNoTracking().Where(m => m.DealId == deal).Select(m => m.Payload + m.LastError).ToListAsync(Stop)))
            .Concat(await work.Office.ReadAsync(d => d.Set<WorkflowInstance>().AsNoTracking().Where(i => i.DealId == deal).Select(i => i.Document).ToListAsync(Stop)))
            .Concat(await work.Office.ReadAsync(d => d.Set<JournalEntry>().AsNoTracking().Select(j => j.ActivityState + j.Payload).ToListAsync(Stop)));
        Assert.All(stored, text =>
        {
            Assert.DoesNotContain("5ecret", text, StringComparison.Ordinal);
            Assert.DoesNotContain(own, text, StringComparison.Ordinal);
        });
        await work.DeliverAsync();

        Assert.Equal($"{secret} {own}", shown);
    }

    [Theory, OnBothDatabases]
    public async Task R_14_a_call_is_repeated_with_the_same_key_and_body_until_there_is_an_answer(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        await using var work = await OpenAsync(kind, other.Origin);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");

        // Dropped, ended in the middle of the answer, and no answer within the patience of a call.
        foreach (var fault in (Func<HttpContext, Task>?[])[null, HalfAnAnswer, context => Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted)])
        {
            other.Answer = fault;
            await work.DeliverAsync();
            work.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Empty(await Tasks(work, deal));
        other.Answer = context => Status(context, 200);
        await work.DeliverAsync();

        Assert.Equal(4, other.Asked.Count);
        Assert.Single(other.Asked.Distinct());
        Assert.Equal(["Answered"], await Tasks(work, deal));
    }

    [Theory, OnBothDatabases]
    public async Task A_call_whose_failure_leads_nowhere_is_a_dead_letter_and_can_be_tried_again(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        other.Answer = null;
        await using var work = await OpenAsync(kind, other.Origin);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");
        for (var attempt = 0; attempt < 11; attempt++)
        {
            await work.DeliverAsync();
            work.Clock.Advance(TimeSpan.FromHours(1));
        }
        var dead = Assert.Single(await work.Outbox(OutboxState.Dead));
        Assert.Equal((HttpCall.EffectKind, 10, "HTTP NotConnected"), (dead.Kind, dead.Attempts, dead.LastError));

        other.Answer = context => Status(context, 200);
        await work.Office.ActAsync(work.Office.Alla, Subject.None, "effect.replay", async scope =>
        {
            await scope.Replay(dead.Id, "The other system is back");
            return null;
        });
        await work.DeliverAsync();

        Assert.Equal(["Answered"], await Tasks(work, deal));
    }

    [Theory, OnBothDatabases]
    public async Task A_failure_that_leads_on_is_an_exit_after_three_tries(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        await using var work = await OpenAsync(kind, other.Origin, failures: true);
        foreach (var (answer, title) in new (Func<HttpContext, Task>?, string)[] { (null, "Not reached"), (context => Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted), "Too late") })
        {
            other.Answer = answer;
            other.Asked.Clear();
            var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");
            for (var attempt = 0; attempt < 4; attempt++)
            {
                await work.DeliverAsync();
                work.Clock.Advance(TimeSpan.FromSeconds(10));
            }
            Assert.Equal((3, title), (other.Asked.Count, Assert.Single(await Tasks(work, deal))));
        }
    }

    [Theory, OnBothDatabases]
    public async Task S_122_a_redirection_is_an_answer_and_is_not_followed(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        other.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await using var work = await OpenAsync(kind, other.Origin, failures: true);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");

        await work.DeliverAsync();

        Assert.Equal("/orders", Assert.Single(other.Asked).Path);
        Assert.Equal(["Answered", "Unexpected"], await Tasks(work, deal));
    }

    [Theory, OnBothDatabases]
    public async Task A_call_that_nobody_waits_for_any_more_is_not_made(DatabaseKind kind)
    {
        await using var other = await OtherSystem.StartAsync();
        await using var work = await OpenAsync(kind, other.Origin);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "calling");
        await work.Get<EventDelivery>().Deliver(Stimulus.Event("Never mind"), "enough", Stop);

        await work.DeliverAsync();

        Assert.Empty(other.Asked);
        Assert.Equal(OutboxState.Delivered, (await Sent(work, deal)).State);
    }

    [Fact]
    public async Task S_123_an_answer_that_is_too_large_is_none()
    {
        await using var other = await OtherSystem.StartAsync();
        other.Answer = context => context.Response.WriteAsync(new string('a', CallClient.MostBytes + 1));
        using var client = new CallClient(new CallSettings { Private = [other.Origin] });

        var failed = await Assert.ThrowsAsync<CallFailedException>(() => client.Send(new HttpCall("1", Guid.Empty, "GET", other.Origin + "/big"), "key", Stop));

        Assert.Equal(CallFailure.TooLarge, failed.Failure);
    }

    private static async Task HalfAnAnswer(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("{ \"n\":", Stop);
        await context.Response.Body.FlushAsync(Stop);
        context.Abort();
    }

    private static Task Status(HttpContext context, int code)
    {
        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    /// <summary>A deal type whose run asks the other system first.</summary>
    private static async Task<Work> OpenAsync(DatabaseKind kind, string origin, bool failures = false)
    {
        var work = await Work.OpenAsync(kind, new Dictionary<string, string?> { ["Calls:Private:0"] = origin, ["Calls:TimeoutSeconds"] = "1" });
        var flow = new OwnFlow("calling").Node("S", "Elsa.Start").Node("H", "Elsa.FlowSendHttpRequest", ("url", origin + "/orders", "String"),
            ("method", "POST", "String"), ("content", new System.Text.Json.Nodes.JsonObject { ["deal"] = 1 }, "Object"));
        Ask(flow, "A", "Answered").Event("N", "Never mind").Node("J", "Elsa.FlowJoin").Event("E", "Never").Path("S", "H", "A", "J", "E").Path("S", "N", "J");
        if (failures)
        {
            Ask(flow, "F", "Not reached").Exit("H", "Failed to connect", "F");
            Ask(flow, "L", "Too late").Exit("H", "Timeout", "L");
            Ask(flow, "U", "Unexpected").Exit("H", "Unmatched status code", "U");
        }
        await flow.PublishAsync(work.Office.App);
        return work;
    }

    private static OwnFlow Ask(OwnFlow flow, string id, string title) => flow.Node(id, "Crm.CreateTask",
        ("title", new System.Text.Json.Nodes.JsonObject { ["en"] = title, ["ru"] = title }, "Object"), ("assignee", "owner", "String"));

    private static Task<OutboxMessage> Sent(Work work, Guid deal) =>
        work.Read(d => d.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.DealId == deal && m.Kind == HttpCall.EffectKind, Stop));

    private static Task<List<string>> Tasks(Work work, Guid deal) =>
        work.Read(d => d.Set<TaskItem>().Where(t => t.DealId == deal && t.State == TaskState.Available).OrderBy(t => t.TitleEn).Select(t => t.TitleEn).ToListAsync(Stop));
}
