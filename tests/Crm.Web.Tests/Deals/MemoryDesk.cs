using System.Linq.Expressions;
using Crm.Domain.Campaigns;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Products;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The office's people and lists, and everything that is done to deals, in memory.</summary>
internal sealed class MemoryDesk : CommandDesk
{
    private readonly InMemoryWorkflowStore store = new();

    private MemoryDesk(SalesOffice office, TestClock clock, DefinitionCatalog catalog) : base(office, clock) =>
        Runner = new(store, new WorkflowRuntime(catalog, office.App.Services.GetRequiredService<ActivityRegistry>(),
            office.App.Services.GetRequiredService<ExpressionEvaluator>()), clock);

    protected override CommandRunner Runner { get; }

    public static async Task<MemoryDesk> OpenAsync(SalesOffice office, TestClock clock)
    {
        var shipped = office.App.Services.GetRequiredService<DefinitionCatalog>();
        var texts = office.App.Services.GetRequiredService<DefinitionTexts>();
        var desk = new MemoryDesk(office, clock, new DefinitionCatalog(shipped.Descriptors, texts.Load, texts.InForceFor));
        await office.App.InScopeAsync(async services => await desk.Take(services.GetRequiredService<CrmDbContext>()));
        return desk;
    }

    public override async Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which) => [.. (await store.All<T>()).Where(which.Compile())];

    public override ChildRuns Runs => new(Runner);

    public override async Task Deliver()
    {
        while ((await Where<OutboxMessage>(m => m.State == OutboxState.Pending)).Where(m => m.NotBefore <= Clock.GetUtcNow() && Effects.BetweenRuns.Contains(m.Kind)).ToList() is { Count: > 0 } due)
            foreach (var message in due)
            {
                message.Begin();
                try
                {
                    await Runs.Perform(message, TestContext.Current.CancellationToken);
                    message.Delivered(Clock.GetUtcNow());
                }
                catch (NotNowException later) when (later.Until is not null)
                {
                    message.Defer(later.Until.Value, Clock.GetUtcNow());
                }
                await store.Keep([message]);
            }
    }

    public override ValueTask DisposeAsync()
    {
        store.Dispose();
        return base.DisposeAsync();
    }

    private async Task Take(CrmDbContext database)
    {
        await Take<User>(database);
        await Take<Unit>(database);
        await Take<TaskQueue>(database);
        await Take<WorkingCalendar>(database);
        await Take<Company>(database);
        await Take<Customer>(database);
        await Take<Contact>(database);
        await Take<Product>(database);
        await Take<Competitor>(database);
        await Take<AdChannel>(database);
        await Take<DealType>(database);
        await Take<ProcedureVersion>(database);
        await Take<LossReason>(database);
        await Take<DefinitionVersion>(database);
    }

    private async Task Take<T>(CrmDbContext database) where T : class => await store.Keep(await database.Set<T>().AsNoTracking().ToListAsync());
}
