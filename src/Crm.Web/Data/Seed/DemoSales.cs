using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Twelve months of deals, made by the product's own verbs on a clock that stands in the past.</summary>
internal sealed class DemoSales(IDbContextFactory<CrmDbContext> databases, IWorkflowStore store, WorkflowRuntime runtime, TimeProvider real)
{
    private readonly SeedClock clock = new(real);
    private readonly Random random = new(20261);
    private readonly Dictionary<string, Actor> actors = [];
    private CommandRunner runner = null!;
    private DemoStaff staff = null!;

    public async Task Play(DemoStaff people)
    {
        staff = people;
        runner = new CommandRunner(store, runtime, clock);
        await using (var database = await databases.CreateDbContextAsync())
            foreach (var (login, user) in people.People)
                actors[login] = await CurrentActor.Of(user, ActorKind.User, database);
        for (var i = 0; i < 34; i++)
            await Standard(i, closed: i < 16);
        for (var i = 0; i < 10; i++)
            await Manual(100 + i);
        await Simple(200);
    }

    private async Task Standard(int number, bool closed)
    {
        var owner = number % 3 == 0 ? "ivan" : "anna";
        var sale = Sale(number);
        var day = real.GetUtcNow().Date.AddDays(closed ? -350 + number * 18 : -1 - number % 8 - number % 3).AddHours(8);
        var at = new DateTimeOffset(day, TimeSpan.Zero);
        var deal = await Open("standard-sale", owner, sale, at);
        var won = closed && number % 5 != 4;
        var depth = won ? 9 : closed ? number % 4 + 1 : number % 8;
        for (var step = 0; step < depth && (at = Later(at, closed ? 60 : 26)) < real.GetUtcNow(); step++)
            await Step(deal, owner, sale, step, at);
        if (closed && !won) await Lose(deal, owner, Later(at, 20));
    }

    private Task Step(Guid deal, string owner, DemoSale sale, int step, DateTimeOffset at) => step switch
    {
        0 => Complete(deal, owner, at, scope => Sync(() => sale.Contacted(scope, InteractionKind.Call, "First call / Первый звонок"))),
        1 => Complete(deal, owner, at, scope => Sync(() => sale.Qualified(scope))),
        2 => Complete(deal, owner, at, scope => Sync(() => sale.Offered(scope))),
        3 => Complete(deal, owner, at, scope => Sync(() => sale.Contacted(scope, InteractionKind.Meeting, "Presentation / Презентация"))),
        4 => Complete(deal, owner, at, sale.Accepted, "Agreed"),
        5 => Complete(deal, "olga", at, scope => Sync(() => sale.Ordered(scope))),
        6 => Complete(deal, "fedor", at, scope => Sync(() => sale.Shipped(scope))),
        7 => Complete(deal, owner, at, scope => Sync(() => sale.Paid(scope))),
        _ => Complete(deal, owner, at, _ => Task.CompletedTask, "Won"),
    };

    private async Task Manual(int number)
    {
        string[] stages = ["contacted", "need-clear", "offer-sent", "decision"];
        var owner = number % 2 == 0 ? "anna" : "ivan";
        var sale = Sale(number);
        var at = new DateTimeOffset(real.GetUtcNow().Date.AddDays(-9).AddHours(7), TimeSpan.Zero);
        var deal = await Open("manual-pipeline", owner, sale, at);
        foreach (var stage in stages.Take(number % 5))
            await Run(owner, at = Later(at, 20), Subject.Deal(deal), "deal.move", scope => scope.MoveTo(stage, null));
        if (number % 10 == 9) await Run(owner, Later(at, 10), Subject.Deal(deal), "deal.win", scope => scope.Win(null));
    }

    private async Task Simple(int number) =>
        await Open("simple-deal", "anna", Sale(number), real.GetUtcNow().AddDays(-5));

    private DemoSale Sale(int number)
    {
        var (customer, contact) = staff.Customers[number % staff.Customers.Count];
        var (product, price) = staff.Products[number % staff.Products.Count];
        var quantity = random.Next(2, 30);
        var total = (long)(quantity * price * 100m * 0.95m);
        return new DemoSale(customer, contact, [new LineDraft(product, quantity, price) { DiscountPct = 5 }], total, number + 1);
    }

    private async Task<Guid> Open(string type, string owner, DemoSale sale, DateTimeOffset at)
    {
        await using var database = await databases.CreateDbContextAsync();
        var typeId = await database.Set<DealType>().Where(t => t.Code == type).Select(t => t.Id).SingleAsync();
        var id = Guid.Empty;
        await Run(owner, at, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(typeId, new Opening(DemoNames.Needs[sale.Number % DemoNames.Needs.Length].In(staff.People[owner].Language), actors[owner].Id)
            {
                CustomerId = sale.Customer,
                Currency = "EUR",
                Potential = sale.Amount,
                AdChannelId = staff.Channels[sale.Number % staff.Channels.Count],
            });
            await scope.Begin(deal);
            id = deal.Id;
        });
        return id;
    }

    private async Task Complete(Guid deal, string login, DateTimeOffset at, Func<CommandScope, Task> evidence, string choice = "Done")
    {
        var actor = actors[login];
        await using var database = await databases.CreateDbContextAsync();
        var tasks = await database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId == deal && t.State == TaskState.Available).ToListAsync();
        var task = tasks.First(t => t.Addressee.Includes(actor));
        await Run(login, at, Subject.Task(task.Id), "task.complete", async scope =>
        {
            if (task.QueueId is not null) scope.Claim();
            await evidence(scope);
            await scope.RefreshFacts();
            await scope.Complete(choice);
        });
    }

    private async Task Lose(Guid deal, string owner, DateTimeOffset at)
    {
        await using var database = await databases.CreateDbContextAsync();
        var reason = await database.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync();
        await Run(owner, at, Subject.Deal(deal), "deal.lose", scope => scope.Lose(new OutcomeDetails(reason)));
    }

    private Task Run(string login, DateTimeOffset at, Subject subject, string name, Func<CommandScope, Task> verb)
    {
        clock.GoTo(at);
        return runner.Run(Command.Of(Guid.CreateVersion7(), actors[login], Door.Page, subject, name) with { Confirm = true }, verb);
    }

    private DateTimeOffset Later(DateTimeOffset at, int hours)
    {
        var next = at.AddHours(random.Next(hours / 2, hours));
        return next.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? next.AddDays(2) : next;
    }

    private static Task Sync(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
