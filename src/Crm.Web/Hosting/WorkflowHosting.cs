using Crm.Web.Data.Queries;
using Crm.Web.Data.Seed;
using Crm.Web.Data.Stores;
using Crm.Web.Features.Import;
using Crm.Web.Security;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.DataProtection;

namespace Crm.Web.Hosting;

internal static class WorkflowHosting
{
    public static void AddCrmWorkflows(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ActivityCatalog.Registry());
        services.AddSingleton<ExpressionEvaluator>();
        services.AddSingleton<DefinitionTexts>();
        services.AddSingleton(host =>
        {
            var texts = host.GetRequiredService<DefinitionTexts>();
            return new DefinitionCatalog(host.GetRequiredService<ActivityRegistry>().Descriptors, texts.Load, texts.InForceFor);
        });
        services.AddSingleton(host =>
        {
            var protector = host.GetRequiredService<IDataProtectionProvider>().CreateProtector("effects");
            return new EffectSecrets(protector.Protect, protector.Unprotect);
        });
        services.AddSingleton<WorkflowRuntime>();
        services.AddSingleton<DefinitionCheck>();
        services.AddSingleton<ProcedureCatalog>();
        services.AddSingleton<SurroundingsCache>();
        services.AddSingleton<Commits>();
        services.AddSingleton<IWorkflowStore, EfWorkflowStore>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<ShippedProcedures>();
        services.AddSingleton<StartTriggers>();
        services.AddSingleton<SystemRecords>();
        services.AddCrmImports(builder);
        services.AddScoped<Acts>();
    }
}
