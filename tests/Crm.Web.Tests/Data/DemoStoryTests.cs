using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Seed;
using Crm.Web.Security;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Crm.Web.Tests.Data;

public sealed class DemoStoryTests
{
    private const int Deals = 45;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_year_of_deals_is_told_and_nobody_gets_letters_about_it(DatabaseKind kind)
    {
        var letters = new SentLetters();
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = await StartAsync(database, new() { ["Jobs:Enabled"] = "true", ["Jobs:PollSeconds"] = "0.05", ["Jobs:OverdueSeconds"] = "0.05" }, letters);

        await app.Services.GetRequiredService<DemoStory>().Told.WaitAsync(Cancel);

        Assert.Equal(Deals, await CountAsync(app));
        Assert.True(await ReadAsync(app, data => data.Set<Deal>().MinAsync(deal => deal.OpenedAt, Cancel)) < app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-340));
        foreach (var login in new[] { "anna", "ivan", "olga", "fedor" })
            Assert.True(await HasWorkAsync(app, login), login);
        Assert.True((await app.Services.GetRequiredService<SealCheck>().Verify(Cancel)).IsIntact);
        // The jobs run by now: what is left for them is told once, and none of it is a letter.
        while (await ReadAsync(app, data => data.Set<OutboxMessage>().AnyAsync(message => message.State == OutboxState.Pending, Cancel))) await Task.Delay(50, Cancel);
        Assert.Empty(letters.All);
    }

    [Theory, OnBothDatabases]
    public async Task A_story_that_was_interrupted_goes_on_without_doing_anything_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var begun = await StartAsync(database))
            while (await CountAsync(begun) < 5) await Task.Delay(10, Cancel);

        await using var again = await StartAsync(database);
        var before = await CountAsync(again);
        await again.Services.GetRequiredService<DemoStory>().Told.WaitAsync(Cancel);

        Assert.InRange(before, 5, Deals - 1);
        Assert.Equal(Deals, await CountAsync(again));
        var (commands, moves) = await ReadAsync(again, async data =>
            (await data.Set<CommandAnswer>().CountAsync(Cancel), await data.Set<DealEvent>().Select(fact => fact.RequestId).Distinct().CountAsync(Cancel)));
        // One more command has put the start triggers of what comes with the product into the index.
        Assert.Equal(commands, moves + 1);
        Assert.True((await again.Services.GetRequiredService<SealCheck>().Verify(Cancel)).IsIntact);
    }

    [Theory, OnBothDatabases]
    public async Task Deals_that_people_opened_get_no_others_beside_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var before = await CrmApp.StartAsync(new CrmAppOptions { On = database }))
        {
            var office = await SalesOffice.InAsync(before);
            await office.OpenDealAsync(office.Anna);
        }

        await using var app = await StartAsync(database);
        await app.Services.GetRequiredService<DemoStory>().Told.WaitAsync(Cancel);

        Assert.Equal(1, await CountAsync(app));
    }

    private static Task<CrmApp> StartAsync(TestDatabase database, Dictionary<string, string?>? settings = null, SentLetters? letters = null) =>
        CrmApp.StartAsync(new CrmAppOptions
        {
            On = database,
            Demo = true,
            Settings = settings ?? [],
            Services = services =>
            {
                if (letters is not null) services.Replace(ServiceDescriptor.Singleton<IMessageSender>(letters));
            },
        });

    private static Task<int> CountAsync(CrmApp app) => ReadAsync(app, data => data.Set<Deal>().CountAsync(Cancel));

    private static Task<bool> HasWorkAsync(CrmApp app, string login) => ReadAsync(app, async data =>
    {
        var person = await data.Set<User>().SingleAsync(user => user.Login == login, Cancel);
        var actor = await CurrentActor.Of(person, ActorKind.User, data, Cancel);
        return (await data.Set<TaskItem>().Where(task => task.State == TaskState.Available).ToListAsync(Cancel)).Exists(task => task.Addressee.Includes(actor));
    });

    private static async Task<T> ReadAsync<T>(CrmApp app, Func<CrmDbContext, Task<T>> read)
    {
        await using var data = await app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync(Cancel);
        return await read(data);
    }
}
