using Crm.Domain.Audit;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Crm.Web.Tests.Jobs;

/// <summary>An office whose jobs the test runs by hand, after it has moved the clock.</summary>
internal sealed class Work : IAsyncDisposable
{
    private readonly CrmApp app;

    private Work(CrmApp app, SalesOffice office, TestClock clock, SentLetters letters) => (this.app, Office, Clock, Letters) = (app, office, clock, letters);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SalesOffice Office { get; }
    public TestClock Clock { get; }
    public SentLetters Letters { get; }

    public static async Task<Work> OpenAsync(DatabaseKind kind, IReadOnlyDictionary<string, string?>? settings = null, bool realMail = false)
    {
        var (clock, letters) = (new TestClock(), new SentLetters());
        var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            Database = kind,
            Clock = clock,
            Settings = settings ?? new Dictionary<string, string?>(),
            Services = services =>
            {
                if (!realMail) services.Replace(ServiceDescriptor.Singleton<IMessageSender>(letters));
            },
        });
        return new Work(app, await SalesOffice.InAsync(app), clock, letters);
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>The same work as another node would do it.</summary>
    public T Another<T>() => ActivatorUtilities.CreateInstance<T>(app.Services);

    public Task<T> Read<T>(Func<CrmDbContext, Task<T>> read) => Office.ReadAsync(read);

    public Task<List<OutboxMessage>> Outbox(OutboxState state) =>
        Read(d => d.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == state).OrderBy(m => m.CreatedAt).ToListAsync());

    public Task<int> FireAsync() => Get<DueTimers>().Fire(Cancel);

    public Task<int> DeliverAsync() => Get<Crm.Web.Jobs.Outbox>().Deliver(Cancel);

    public Task<AuditSeal?> SealAsync() => Get<Sealing>().Seal(Cancel);

    public Task<SealFinding> VerifyAsync() => Get<SealCheck>().Verify(Cancel);

    public async Task RunEverythingAsync()
    {
        await FireAsync();
        await Get<OverdueTasks>().Notice(Cancel);
        await DeliverAsync();
        await Get<PendingStimuli>().Settle(Cancel);
        await SealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await app.DisposeAsync();
    }
}
