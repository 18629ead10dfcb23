using Crm.Domain.Tasks;
using Crm.Domain.Users;
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
        var signIns = services.GetRequiredService<DemoSignIns>();
        if (await database.Set<User>().AnyAsync())
        {
            await DemoCompany.NameSignIns(database, signIns);
            return;
        }
        var staff = await new DemoCompany(database, services.GetRequiredService<Accounts>(), signIns, services.GetRequiredService<TimeProvider>()).Build();
        services.GetRequiredService<Stores.SurroundingsCache>().Forget();
        await new DemoSales(services.GetRequiredService<IDbContextFactory<CrmDbContext>>(), services.GetRequiredService<IWorkflowStore>(),
            services.GetRequiredService<WorkflowRuntime>(), services.GetRequiredService<TimeProvider>()).Play(staff);
        await Settle(database, services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    /// <summary>Twelve months of letters would be about the past: what happened in it has been told, and who is late knows.</summary>
    private static async Task Settle(CrmDbContext database, DateTimeOffset now)
    {
        await database.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Delivered).SetProperty(m => m.DeliveredAt, now));
        await database.Set<TaskItem>().Where(t => t.DueAt < now).ExecuteUpdateAsync(set => set.SetProperty(t => t.OverdueNotifiedAt, now));
    }
}
