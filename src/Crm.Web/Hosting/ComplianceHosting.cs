using Crm.Web.Features.Compliance;

namespace Crm.Web.Hosting;

internal static class ComplianceHosting
{
    public static void AddCrmCompliance(this IServiceCollection services)
    {
        services.AddScoped<FindingsReader>();
        services.AddScoped<DealFiles>();
        services.AddScoped<Dispositions>();
    }
}
