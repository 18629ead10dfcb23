using Crm.Fault.Tests.Fixtures;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Fault.Tests.Points;

public sealed class StopTests
{
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(LongRun.Of(2, 25));

    [Theory, OnBothDatabases]
    public async Task A_host_that_stands_still_for_a_while_goes_on_where_it_stood(DatabaseKind kind)
    {
        await using var office = await PointOffice.OpenAsync(kind, sales: 1, jobs: true);
        // What the office left behind is performed at once, so the first stop may come before the host is ready.
        var start = office.StartAsync("rows-locked:stop,before-commit:stop,effect-performed:stop");
        var stood = WakeAsync(office, times: 3);
        await start;
        (await office.NextCompletion().SendAsync(office.Api)).Ok();
        await stood;

        Assert.True(await Machine.UntilAsync(async () => !await office.ReadAsync(d => d.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Pending)),
            TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        await office.Host.KillAsync();
        Assert.All(await office.ReadAsync(d => d.Set<OutboxMessage>().ToListAsync()), m => Assert.Equal(1, m.Attempts));
        await office.ProveAsync();
    }

    /// <summary>Lets the host stand for a while wherever it stops, and then go on.</summary>
    private static async Task WakeAsync(PointOffice office, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.True(await Machine.UntilAsync(() => Task.FromResult(office.Host.IsStopped), TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken),
                $"The host stopped {time} times only.");
            await Task.Delay(Standstill, TestContext.Current.CancellationToken);
            await office.Host.SignalAsync("CONT");
            Assert.True(await Machine.UntilAsync(() => Task.FromResult(!office.Host.IsStopped), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        }
    }
}
