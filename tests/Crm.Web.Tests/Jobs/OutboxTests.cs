using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Jobs;

public sealed class OutboxTests
{
    [Theory, OnBothDatabases]
    public async Task An_effect_is_repeated_with_the_same_key_and_text_until_it_is_a_dead_letter(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await OpenForAnnaAsync(work);
        work.Letters.IsDown = true;

        for (var attempt = 0; attempt < 12; attempt++)
        {
            await work.DeliverAsync();
            work.Clock.Advance(TimeSpan.FromHours(1));
        }

        var dead = Assert.Single(await work.Outbox(OutboxState.Dead));
        Assert.Equal((Letter.Kind, 10, "IOException"), (dead.Kind, dead.Attempts, dead.LastError));
        Assert.Equal(10, work.Letters.All.Count);
        Assert.Single(work.Letters.All.Select(letter => (letter.MessageId, letter.Subject, letter.TextBody, letter.Date)).Distinct());
        Assert.DoesNotContain("Anna", dead.Payload, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_failed_for_a_while_is_delivered_once_it_works(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await OpenForAnnaAsync(work);
        work.Letters.IsDown = true;
        await work.DeliverAsync();
        await work.Office.ActAsync(work.Office.Boris, Subject.Deal(deal), "deal.hold", scope =>
        {
            scope.Add(OutboxMessage.Of(new Signal.StageEntered("proposal") { DealId = deal }, "later", scope.Now));
            return Task.FromResult<object?>(null);
        });

        await work.DeliverAsync();
        Assert.Equal(["letter", "signal.stage_entered"], (await work.Outbox(OutboxState.Pending)).Select(m => m.Kind).Order());

        work.Letters.IsDown = false;
        work.Clock.Advance(TimeSpan.FromSeconds(2));
        await work.DeliverAsync();
        Assert.Empty(await work.Outbox(OutboxState.Pending));
        Assert.Equal(2, work.Letters.All.Count);
    }

    [Theory, OnBothDatabases]
    public async Task What_passes_between_runs_waits_for_no_letter_and_a_lost_definition_is_a_dead_letter(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        var deal = await OpenForAnnaAsync(work);
        var parent = await work.Read(d => d.Set<WorkflowInstance>().Where(i => i.DealId == deal).Select(i => i.Id).SingleAsync());
        work.Letters.IsDown = true;
        await work.DeliverAsync();
        await work.Office.ActAsync(work.Office.Boris, Subject.Deal(deal), "deal.hold", scope =>
        {
            scope.Add(OutboxMessage.Of(ChildRun.Dispatched, deal, new ChildRun(Guid.CreateVersion7(), "lost", parent).ToJson().ToJsonString(), "child", scope.Now));
            return Task.FromResult<object?>(null);
        });

        await work.DeliverAsync();

        var tried = Assert.Single(await work.Outbox(OutboxState.Pending), m => m.Kind == ChildRun.Dispatched);
        Assert.Equal((1, "WF-CHILD"), (tried.Attempts, tried.LastError));
        work.Letters.IsDown = false;
        work.Clock.Advance(TimeSpan.FromSeconds(2));
        await work.DeliverAsync();
        Assert.DoesNotContain(await work.Outbox(OutboxState.Pending), m => m.Kind == Letter.Kind);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            work.Clock.Advance(TimeSpan.FromHours(1));
            await work.DeliverAsync();
        }
        Assert.Equal(ChildRun.Dispatched, Assert.Single(await work.Outbox(OutboxState.Dead)).Kind);
    }

    internal static Task<Guid> OpenForAnnaAsync(Work work, string name = "Pumps for the plant") => OpenForAnnaAsync(work.Office, name);

    internal static async Task<Guid> OpenForAnnaAsync(SalesOffice office, string name = "Pumps for the plant")
    {
        var type = await office.ReadAsync(d => d.Set<DealType>().Where(t => t.Code == "standard-sale").Select(t => t.Id).SingleAsync());
        var answer = await office.ActAsync(office.Boris, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(type, new Opening(name, office.Anna.Id) { CustomerId = office.CustomerId, Currency = "RUB" });
            await scope.Begin(deal);
            return new { deal.Id };
        });
        return Guid.Parse(answer["id"]!.GetValue<string>());
    }
}
