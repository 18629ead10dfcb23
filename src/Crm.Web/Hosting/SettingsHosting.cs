using Crm.Web.Features.Account;
using Crm.Web.Features.Settings;

namespace Crm.Web.Hosting;

internal static class SettingsHosting
{
    public static void AddCrmSettings(this IServiceCollection services)
    {
        services.AddScoped<PeopleActs>();
        services.AddScoped<UnitActs>();
        services.AddScoped<WorkActs>();
        services.AddScoped<ProfileActs>();
        services.AddScoped<ApiKeyActs>();
        services.AddSingleton<StaffReader>();
    }
}
