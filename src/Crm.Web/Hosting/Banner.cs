using Crm.Web.Data;
using Crm.Web.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Hosting;

/// <summary>What a person at the console needs first: where the product is and how to get in.</summary>
internal static class Banner
{
    public static async Task PrintOnStart(this WebApplication app)
    {
        var lines = await Entrance(app);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            Console.WriteLine($"\n  CrmFlow is ready: {string.Join(", ", addresses)}");
            foreach (var line in lines)
                Console.WriteLine("  " + line);
            Console.WriteLine();
        });
    }

    private static async Task<List<string>> Entrance(WebApplication app)
    {
        var demo = app.Services.GetRequiredService<DemoSignIns>().All;
        if (demo.Count > 0)
        {
            var name = demo.Max(d => d.Name.Length);
            var login = demo.Max(d => d.Login.Length);
            return ["Demo sign-ins (name / login / password):",
                .. demo.Select(d => $"  {d.Name.PadRight(name)}  {d.Login.PadRight(login)}  {d.Password}")];
        }

        await using var database = await app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        if (await database.Users.AnyAsync())
            return [];
        var token = app.Services.GetRequiredService<SetupToken>().Issue();
        return ["No account exists yet. Create the first administrator at /setup within 15 minutes with this token:", "  " + token];
    }
}
