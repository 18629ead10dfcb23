using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Fills an empty database with a company at work, in Development or where the configuration asks for it.</summary>
internal static class Demo
{
    public static async Task SeedDemo(this WebApplication app)
    {
        var wanted = app.Configuration.GetValue<bool?>("Demo") ?? app.Environment.IsDevelopment();
        if (!wanted) return;
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<CrmDbContext>();
        var company = new DemoCompany(database, services.GetRequiredService<Accounts>(), services.GetRequiredService<DemoSignIns>(),
            services.GetRequiredService<TimeProvider>());
        if (!await database.Set<User>().AnyAsync())
        {
            await company.Build();
            services.GetRequiredService<SurroundingsCache>().Forget();
        }
        else await company.NameSignIns();
        if (await IsToBeTold(database)) services.GetRequiredService<DemoStory>().Order();
    }

    /// <summary>A story that has begun goes on. Deals that nobody of it opened are the person's own: she wants no others beside them.</summary>
    private static async Task<bool> IsToBeTold(CrmDbContext database)
    {
        var ends = new[] { DemoSales.First, DemoSales.Last };
        var known = await database.Set<CommandAnswer>().Where(answer => ends.Contains(answer.OperationId)).Select(answer => answer.OperationId).ToListAsync();
        return !known.Contains(DemoSales.Last) && (known.Contains(DemoSales.First) || !await database.Set<Deal>().AnyAsync());
    }
}
