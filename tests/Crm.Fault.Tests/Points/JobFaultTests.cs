using Crm.Domain.Audit;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Points;

public sealed class JobFaultTests
{
    [Theory, OnBothDatabases]
    public async Task A_host_that_dies_in_a_job_does_its_work_once_when_it_is_back(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, sales: 1, timers: 2, jobs: true);
        foreach (var point in (string[])[.. KillPoints.OfTimers, .. KillPoints.OfEffects])
        {
            office.Host.Plan(KillPoints.Killing(point));
            office.Host.Launch();
            Assert.Equal(137, await office.DeathAsync(point));
        }
        // A seal needs news; there may be some before the host serves anybody.
        office.Host.Plan(KillPoints.Killing(KillPoints.OfSeals));
        office.Host.Launch();
        var news = office.NextCompletion();
        await Machine.UntilAsync(async () => office.Host.HasExited || await news.TrySendAsync(office.Api) is not null, TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken);
        Assert.Equal(137, await office.DeathAsync(KillPoints.OfSeals));
        await office.StartAsync();
        await VerifyAsync(office);
    }

    [Theory, OnBothDatabases]
    public async Task A_job_that_fails_anywhere_does_its_work_once_with_its_next_tries(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, timers: 2, jobs: true);
        await office.StartAsync(KillPoints.Failing([KillPoints.OfSeals, .. KillPoints.OfTimers, .. KillPoints.OfEffects]));
        await VerifyAsync(office);
    }

    private static async Task VerifyAsync(PointOffice office)
    {
        Assert.True(await Machine.UntilAsync(() => IsDoneAsync(office), TimeSpan.FromSeconds(40), TestContext.Current.CancellationToken), office.Host.Output);
        await office.Host.KillAsync();

        Assert.Equal(2, await office.ReadAsync(d => d.Set<TaskItem>().CountAsync(t => t.TitleEn == "Call back")));
        var effects = await office.ReadAsync(d => d.Set<OutboxMessage>().AsNoTracking().ToListAsync());
        // A letter follows from each task that the timers made; nobody is told of what her own act has put before her.
        Assert.Equal(2, effects.Count(m => m.Kind == Web.Channels.Letter.Kind));
        await office.ProveAsync();
    }

    private static Task<bool> IsDoneAsync(PointOffice office) => office.ReadAsync(async database =>
        !await database.Set<Bookmark>().AnyAsync(b => b.DueAt != null)
        && await database.Set<OutboxMessage>().AnyAsync()
        && !await database.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Pending)
        && await database.Set<AuditSeal>().AnyAsync());
}
