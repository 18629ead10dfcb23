using Crm.Web.Features.Import;

namespace Crm.Web.Hosting;

internal static class ImportHosting
{
    public static void AddCrmImports(this IServiceCollection services, WebApplicationBuilder builder)
    {
        services.AddSingleton(ImportSettings.From(builder.Configuration, builder.Environment.ContentRootPath));
        services.AddSingleton<ImportProfiles>();
        services.AddSingleton<ImportUploads>();
        services.AddSingleton<ImportActors>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<ImportJobs>();
    }
}
