using Crm.Web.Features.Runs;

namespace Crm.Web.Hosting;

internal static class RunsHosting
{
    public static void AddCrmRuns(this IServiceCollection services)
    {
        services.AddScoped<RunActs>();
        services.AddScoped<RunTitles>();
        services.AddScoped<RunWaits>();
        services.AddScoped<RunsReader>();
        services.AddScoped<RunSheets>();
        services.AddScoped<RunJournal>();
        services.AddScoped<StuckTasks>();
        services.AddScoped<StuckReader>();
    }
}
