using System.Linq.Expressions;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>The people of the office at work on one store: the acts are the same, only where records are kept and the door differ.</summary>
internal abstract class SaleDesk(SalesOffice office, TestClock clock) : IAsyncDisposable
{
    public SalesOffice Office => office;
    public TestClock Clock => clock;

    /// <param name="procedure">A later version of the standard sale than the shipped one, for deals opened from now on.</param>
    /// <param name="library">Definitions that others start, published before the desk opens.</param>
    public static Task<SaleDesk> OpenAsync(Store store, string? procedure = null, params string[] library) => OpenAsync(store, async office =>
    {
        foreach (var text in library) await NewProcedure.PublishAloneAsync(office, text);
        if (procedure is not null) await NewProcedure.PublishAsync(office, procedure);
    });

    /// <param name="prepare">What is done in the office before the desk opens.</param>
    public static async Task<SaleDesk> OpenAsync(Store store, Func<SalesOffice, Task> prepare)
    {
        var clock = new TestClock();
        var office = await SalesOffice.OpenAsync(store is Store.Postgres or Store.HttpPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite, clock);
        await prepare(office);
        return store switch
        {
            Store.Memory => await MemoryDesk.OpenAsync(office, clock),
            Store.Sqlite or Store.Postgres => new DatabaseDesk(office, clock),
            _ => new HttpDesk(office, clock),
        };
    }

    public abstract Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which) where T : class;

    public Task<IReadOnlyList<T>> All<T>() where T : class => Where<T>(_ => true);

    public abstract Task<Guid> OpenDeal(Person who, Opening opening);
    public abstract Task Change(Person who, Guid dealId, Func<DealChange, DealChange> change);
    public abstract Task MoveTo(Person who, Guid dealId, string stage);
    public abstract Task Lose(Person who, Guid dealId, OutcomeDetails details);
    public abstract Task Override(Person who, Guid dealId, string code, string reason);
    public abstract Task<Guid> AskOverride(Person who, Guid dealId, string code, string reason);
    public abstract Task Tick(Person who, Guid dealId, string item);
    public abstract Task SwitchToManual(Person who, Guid dealId, string reason);
    public abstract Task Undo(Person who, Guid dealId);

    public abstract Task Claim(Person who, Guid taskId);
    public abstract Task Release(Person who, Guid taskId);
    public abstract Task Complete(Person who, Guid taskId, string choice, string? text, OutcomeDetails? details, bool confirm);

    public abstract Task Contact(Person who, Guid dealId, InteractionKind kind, string theme);
    public abstract Task AddParticipant(Person who, Guid dealId, Participation participation);
    public abstract Task<Guid> AddDemand(Person who, Guid dealId, Demand demand);
    public abstract Task ChangeDemand(Person who, Guid dealId, Guid id, Demand demand);
    public abstract Task<Guid> Promise(Person who, Guid dealId, DateTimeOffset due);
    public abstract Task Keep(Person who, Guid dealId, Guid id);
    public abstract Task<Guid> RegisterClaim(Person who, Guid dealId, string description);
    public abstract Task CloseClaim(Person who, Guid dealId, Guid id, string result);

    public abstract Task<Guid> Draft(Person who, Guid dealId, DocumentDraft paper);
    public abstract Task ChangeLines(Person who, Guid dealId, Guid documentId, IReadOnlyList<LineDraft> lines);
    public abstract Task ChangeStatus(Person who, Guid dealId, Guid documentId, DocumentStatus status, string? reason = null);
    public abstract Task Post(Person who, Guid dealId, Guid documentId);
    public abstract Task Sign(Person who, Guid dealId, Guid documentId);

    public abstract Task DeclareHolidays(Person who, IReadOnlyList<DateOnly> holidays);

    /// <summary>Performs what transactions left to do between the runs of a deal.</summary>
    public virtual Task Deliver() => Office.App.Services.GetRequiredService<Outbox>().Deliver(TestContext.Current.CancellationToken);

    public virtual ChildRuns Runs => Office.App.Services.GetRequiredService<ChildRuns>();

    public virtual ValueTask DisposeAsync() => office.DisposeAsync();

    /// <summary>One act a minute: what happens later is later.</summary>
    protected void Tick() => clock.Advance(TimeSpan.FromMinutes(1));
}
