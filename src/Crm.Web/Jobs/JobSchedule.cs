using Crm.Web.Data;
using Quartz;

namespace Crm.Web.Jobs;

/// <summary>
/// The fixed jobs. On PostgreSQL a clustered store lets one node at a time do each; SQLite has one process and needs no store.
/// </summary>
internal static class JobSchedule
{
    public static void AddCrmJobs(this WebApplicationBuilder builder)
    {
        var settings = JobSettings.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<DueTimers>();
        services.AddSingleton<DueStarts>();
        services.AddSingleton<OverdueTasks>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<PendingStimuli>();
        services.AddSingleton<Sealing>();
        services.AddSingleton<RiskScores>();
        services.AddSingleton<Snapshots>();
        if (!settings.Enabled) return;
        var database = DatabaseSettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "crm";
                o.GenerateInstanceId = true;
            });
            if (database.Provider is DatabaseProvider.Postgres) UseCluster(quartz, settings);
            else quartz.UseInMemoryStore();
            quartz.Every<DueTimersJob>(TimeSpan.FromSeconds(settings.PollSeconds));
            quartz.Every<DueStartsJob>(TimeSpan.FromSeconds(settings.PollSeconds));
            quartz.Every<OutboxJob>(TimeSpan.FromSeconds(settings.PollSeconds));
            quartz.Every<OverdueTasksJob>(TimeSpan.FromSeconds(settings.OverdueSeconds));
            quartz.Every<PendingStimuliJob>(TimeSpan.FromSeconds(settings.StimuliSeconds));
            quartz.Every<SealingJob>(TimeSpan.FromMinutes(settings.SealMinutes));
            quartz.Every<RiskScoresJob>(TimeSpan.FromMinutes(settings.RiskMinutes));
            quartz.Every<SnapshotsJob>(TimeSpan.FromMinutes(settings.PruneMinutes));
        });
        services.AddQuartzHostedService(o =>
        {
            o.WaitForJobsToComplete = true;
            o.AutoStart = false;
        });
        services.AddHostedService<JobStart>();
    }

    private static void UseCluster(IQuartzBuilder quartz, JobSettings settings) => quartz.UsePersistentStore(store =>
    {
        store.UsePostgres(source => source.UseRegisteredDataSource = true);
        store.ProvisionSchema();
        store.ConfigureStore(o => o.StoreJobDataAsStrings = true);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(2);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(settings.TakeOverSeconds);
        });
    });

    private static void Every<T>(this IQuartzBuilder quartz, TimeSpan pause) where T : class, IJob
    {
        var name = typeof(T).Name;
        quartz.AddJob<T>(job => job.WithIdentity(name));
        quartz.AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name)
            .WithSimpleSchedule(schedule => schedule.WithInterval(pause).RepeatForever()));
    }
}
