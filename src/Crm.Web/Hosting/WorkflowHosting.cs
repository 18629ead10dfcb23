using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Crm.Web.Features.Import;
using Crm.Web.Security;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Hosting;

internal static class WorkflowHosting
{
    public static void AddCrmWorkflows(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ActivityCatalog.Registry());
        services.AddSingleton<ExpressionEvaluator>();
        services.AddSingleton(host => new DefinitionCatalog(host.GetRequiredService<ActivityRegistry>().Descriptors,
            (versionId, cancellation) => Load(host.GetRequiredService<IDbContextFactory<CrmDbContext>>(), versionId, cancellation)));
        services.AddSingleton<WorkflowRuntime>();
        services.AddSingleton<ProcedureCatalog>();
        services.AddSingleton<SurroundingsCache>();
        services.AddSingleton<Commits>();
        services.AddSingleton<IWorkflowStore, EfWorkflowStore>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<ShippedProcedures>();
        services.AddSingleton<SystemRecords>();
        services.AddCrmImports(builder);
        services.AddScoped<Acts>();
    }

    private static async ValueTask<string?> Load(IDbContextFactory<CrmDbContext> databases, string versionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<DefinitionVersion>().Where(d => d.Id == versionId).Select(d => d.Text).FirstOrDefaultAsync(cancellation);
    }
}
