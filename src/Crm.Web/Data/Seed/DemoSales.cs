using System.Text.Json;
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

/// <summary>
/// Twelve months of deals, made by the product's own verbs on a clock that stands in the past. Each act has one name for all times, so
/// that what was interrupted goes on without doing anything twice.
/// </summary>
internal sealed class DemoSales(IDbContextFactory<CrmDbContext> databases, IWorkflowStore store, WorkflowRuntime runtime, TimeProvider real)
{
    public static readonly Guid First = Named($"{Today}:open"), Last = Named($"{Simple}:open");

    private const int Past = 0, Today = 16, Manual = 100, Simple = 200;
    private readonly SeedClock clock = new(real);
    private readonly Random random = new(20261);
    private readonly Dictionary<string, Actor> actors = [];
    private readonly List<Guid> opened = [];
    private HashSet<Guid> earlier = [];
    private CommandRunner runner = null!;
    private DemoStaff staff = null!;

    /// <summary>First what people have to do today, then what they did in the year before.</summary>
    public async Task Play(DemoStaff people, CancellationToken cancellation)
    {
        staff = people;
        runner = new CommandRunner(store, runtime, clock);
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            earlier = await database.Set<CommandAnswer>().Select(answer => answer.OperationId).ToHashSetAsync(cancellation);
            foreach (var (login, user) in people.People)
                actors[login] = await CurrentActor.Of(user, ActorKind.User, database, cancellation);
        }
        Func<Task>[] acts =
        [
            .. Enumerable.Range(Today, 18).Select(i => (Func<Task>)(() => PlayStandard(i, closed: false))),
            .. Enumerable.Range(Manual, 10).Select(i => (Func<Task>)(() => PlayManual(i))),
            .. Enumerable.Range(Past, Today).Select(i => (Func<Task>)(() => PlayStandard(i, closed: true))),
            () => Settle(cancellation),
            () => Open(Simple, "simple-deal", "anna", Sale(Simple), real.GetUtcNow().AddDays(-5)),
        ];
        foreach (var play in acts)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await play();
            }
            catch (DomainException)
            {
                // A person was faster: her deal goes on with her.
            }
        }
    }

    /// <summary>Twelve months of letters would be about the past: what happened in it has been told, and who is late knows.</summary>
    private async Task Settle(CancellationToken cancellation)
    {
        var now = real.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<OutboxMessage>().Where(m => m.State == OutboxState.Pending && opened.Contains(m.DealId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Delivered).SetProperty(m => m.DeliveredAt, now), cancellation);
        await database.Set<TaskItem>().Where(t => t.DueAt < now && opened.Contains(t.DealId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.OverdueNotifiedAt, now), cancellation);
    }

    private async Task PlayStandard(int number, bool closed)
    {
        var owner = number % 3 == 0 ? "ivan" : "anna";
        var sale = Sale(number);
        var day = real.GetUtcNow().Date.AddDays(closed ? -350 + number * 18 : -1 - number % 8 - number % 3).AddHours(8);
        var at = new DateTimeOffset(day, TimeSpan.Zero);
        var deal = await Open(number, "standard-sale", owner, sale, at);
        var won = closed && number % 5 != 4;
        var depth = won ? 9 : closed ? number % 4 + 1 : number % 8;
        for (var step = 0; step < depth && (at = Later(at, closed ? 60 : 26)) < real.GetUtcNow(); step++)
            await Step($"{number}:{step}", deal, owner, sale, step, at);
        if (closed && !won) await Lose($"{number}:lose", deal, owner, Later(at, 20));
    }

    private Task Step(string name, Guid deal, string owner, DemoSale sale, int step, DateTimeOffset at) => step switch
    {
        0 => Complete(name, deal, owner, at, scope => Sync(() => sale.Contacted(scope, InteractionKind.Call, "First call / Первый звонок"))),
        1 => Complete(name, deal, owner, at, scope => Sync(() => sale.Qualified(scope))),
        2 => Complete(name, deal, owner, at, scope => Sync(() => sale.Offered(scope))),
        3 => Complete(name, deal, owner, at, scope => Sync(() => sale.Contacted(scope, InteractionKind.Meeting, "Presentation / Презентация"))),
        4 => Complete(name, deal, owner, at, sale.Accepted, "Agreed"),
        5 => Complete(name, deal, "olga", at, scope => Sync(() => sale.Ordered(scope))),
        6 => Complete(name, deal, "fedor", at, scope => Sync(() => sale.Shipped(scope))),
        7 => Complete(name, deal, owner, at, scope => Sync(() => sale.Paid(scope))),
        _ => Complete(name, deal, owner, at, _ => Task.CompletedTask, "Won"),
    };

    private async Task PlayManual(int number)
    {
        string[] stages = ["contacted", "need-clear", "offer-sent", "decision"];
        var owner = number % 2 == 0 ? "anna" : "ivan";
        var sale = Sale(number);
        var at = new DateTimeOffset(real.GetUtcNow().Date.AddDays(-9).AddHours(7), TimeSpan.Zero);
        var deal = await Open(number, "manual-pipeline", owner, sale, at);
        foreach (var stage in stages.Take(number % 5))
            await Run($"{number}:{stage}", owner, at = Later(at, 20), Subject.Deal(deal), "deal.move", Verb(scope => scope.MoveTo(stage, null)));
        if (number % 10 == 9) await Run($"{number}:win", owner, Later(at, 10), Subject.Deal(deal), "deal.win", Verb(scope => scope.Win(null)));
    }

    private DemoSale Sale(int number)
    {
        var (customer, contact) = staff.Customers[number % staff.Customers.Count];
        var (product, price) = staff.Products[number % staff.Products.Count];
        var quantity = random.Next(2, 30);
        var total = (long)(quantity * price * 100m * 0.95m);
        return new DemoSale(customer, contact, [new LineDraft(product, quantity, price) { DiscountPct = 5 }], total, number + 1);
    }

    private async Task<Guid> Open(int number, string type, string owner, DemoSale sale, DateTimeOffset at)
    {
        await using var database = await databases.CreateDbContextAsync();
        var typeId = await database.Set<DealType>().Where(t => t.Code == type).Select(t => t.Id).SingleAsync();
        var answer = await Run($"{number}:open", owner, at, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(typeId, new Opening(DemoNames.Needs[sale.Number % DemoNames.Needs.Length].In(staff.People[owner].Language), actors[owner].Id)
            {
                CustomerId = sale.Customer,
                Currency = "EUR",
                Potential = sale.Amount,
                AdChannelId = staff.Channels[sale.Number % staff.Channels.Count],
            });
            await scope.Begin(deal);
            return new { deal.Id };
        });
        using var opening = JsonDocument.Parse(answer);
        var id = opening.RootElement.GetProperty("id").GetGuid();
        opened.Add(id);
        return id;
    }

    private async Task Complete(string name, Guid deal, string login, DateTimeOffset at, Func<CommandScope, Task> evidence, string choice = "Done")
    {
        // Its task is not open any more.
        if (earlier.Contains(Named(name))) return;
        var actor = actors[login];
        await using var database = await databases.CreateDbContextAsync();
        var tasks = await database.Set<TaskItem>().AsNoTracking().Where(t => t.DealId == deal && t.State == TaskState.Available).ToListAsync();
        var task = tasks.Find(t => t.Addressee.Includes(actor)) ?? throw new DomainException("WFI-003", "");
        await Run(name, login, at, Subject.Task(task.Id), "task.complete", Verb(async scope =>
        {
            if (task.QueueId is not null) scope.Claim();
            await evidence(scope);
            await scope.RefreshFacts();
            await scope.Complete(choice);
        }));
    }

    private async Task Lose(string name, Guid deal, string owner, DateTimeOffset at)
    {
        await using var database = await databases.CreateDbContextAsync();
        var reason = await database.Set<LossReason>().Where(r => r.Code == "price").Select(r => r.Id).SingleAsync();
        await Run(name, owner, at, Subject.Deal(deal), "deal.lose", Verb(scope => scope.Lose(new OutcomeDetails(reason))));
    }

    private Task<string> Run(string name, string login, DateTimeOffset at, Subject subject, string act, Func<CommandScope, Task<object?>> verb)
    {
        clock.GoTo(at);
        return runner.Run(Command.Of(Named(name), actors[login], Door.Page, subject, act) with { Confirm = true }, verb);
    }

    private static Func<CommandScope, Task<object?>> Verb(Func<CommandScope, Task> act) => async scope =>
    {
        await act(scope);
        return null;
    };

    private static Guid Named(string name) => Command.OperationOf("demo:" + name);

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
