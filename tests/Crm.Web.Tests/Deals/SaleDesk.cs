using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>The people of the office at work on one store: the commands are the same, only where records are kept differs.</summary>
internal abstract class SaleDesk(SalesOffice office, TestClock clock) : IAsyncDisposable
{
    public SalesOffice Office => office;
    public TestClock Clock => clock;
    protected abstract CommandRunner Runner { get; }

    public static async Task<SaleDesk> OpenAsync(Store store)
    {
        var clock = new TestClock();
        return store switch
        {
            Store.Memory => await MemoryDesk.OpenAsync(clock),
            Store.Sqlite => new DatabaseDesk(await SalesOffice.OpenAsync(DatabaseKind.Sqlite, clock), clock),
            _ => new DatabaseDesk(await SalesOffice.OpenAsync(DatabaseKind.Postgres, clock), clock),
        };
    }

    public abstract Task<IReadOnlyList<T>> All<T>() where T : class;

    /// <summary>One act a minute: what happens later is later.</summary>
    public async Task RunAsync(Person person, Subject subject, string name, Func<CommandScope, Task> verb, bool confirm = true)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await Runner.Run(Command.Of(Guid.CreateVersion7(), await ActorOf(person), Door.Page, subject, name) with { Confirm = confirm }, verb);
    }

    public async Task<Guid> OpenDealAsync(Person owner, Opening opening)
    {
        var type = (await All<DealType>()).Single(t => t.Code == "standard-sale");
        var id = Guid.Empty;
        await RunAsync(owner, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(type.Id, opening);
            await scope.Begin(deal);
            id = deal.Id;
        });
        return id;
    }

    public virtual ValueTask DisposeAsync() => office.DisposeAsync();

    private Task<Actor> ActorOf(Person person) => office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        return await CurrentActor.Of(await database.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person.Id), ActorKind.User, database);
    });
}
