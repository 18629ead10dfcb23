using Crm.Web.Data.Seed;
using Quartz;

namespace Crm.Web.Jobs;

/// <summary>Starts the schedule once the demo's past is told: its timers would ring in the middle of it.</summary>
internal sealed class JobStart(ISchedulerFactory schedulers, DemoStory story) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await story.Told.WaitAsync(stoppingToken);
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await scheduler.Start(stoppingToken);
    }
}
