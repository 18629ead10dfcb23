using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Jobs;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Channels;

public sealed class IncidentTests
{
    [Theory, OnBothDatabases]
    public async Task An_incident_brings_the_deal_to_the_head_of_the_unit_once(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await new OwnFlow("faulty").Node("S", "Elsa.Start").Delay("D", "00:30:00").Node("F", "Elsa.Fault", ("message", "Broken", "String")).Path("S", "D", "F")
            .PublishAsync(work.Office.App);
        var deal = await work.Office.OpenDealAsync(work.Office.Anna, "faulty");

        work.Clock.Advance(TimeSpan.FromHours(1));
        for (var poll = 0; poll < 3; poll++) await work.RunEverythingAsync();

        var task = await work.Read(d => d.Set<TaskItem>().AsNoTracking().SingleAsync(t => t.DealId == deal));
        Assert.Equal((work.Office.Boris.Id, "The deal needs attention"), (task.UserId, task.TitleEn));
        Assert.Equal(1, await work.Read(d => d.Set<DealEvent>().CountAsync(e => e.DealId == deal && e.Kind == "deal.needs_attention")));
        Assert.Equal("boris@example.com", Assert.Single(work.Letters.All).To.Mailboxes.Single().Address);
    }
}
