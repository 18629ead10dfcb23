using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>One standard sale in the office, and what people do to it.</summary>
internal sealed class Sale : IAsyncDisposable
{
    private readonly SalesOffice office;

    private Sale(SalesOffice office, Guid dealId, DemoSale papers) => (this.office, DealId, Papers) = (office, dealId, papers);

    public Guid DealId { get; }
    public DemoSale Papers { get; }
    public Person Anna => office.Anna;
    public Person Boris => office.Boris;
    public Person Olga => office.Olga;
    public Person Fedor => office.Fedor;
    public Person Vera => office.Vera;

    public static async Task<Sale> OpenAsync(DatabaseKind kind, decimal discount = 5)
    {
        var office = await SalesOffice.OpenAsync(kind);
        var line = new LineDraft(office.ProductId, 10, 100m) { DiscountPct = discount };
        var amount = (long)(10 * 100m * (100 - discount));
        return new Sale(office, await office.OpenDealAsync(office.Anna), new DemoSale(office.CustomerId, office.ContactId, [line], amount, 1));
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    public Task<T> Read<T>(Func<CrmDbContext, Task<T>> read) => office.ReadAsync(read);

    public Task<Deal> Deal() => Read(d => d.Set<Deal>().AsNoTracking().SingleAsync(x => x.Id == DealId));

    public Task<List<TaskItem>> OpenTasks() => Read(d => d.Set<TaskItem>().AsNoTracking()
        .Where(t => t.DealId == DealId && (t.State == TaskState.Available || t.State == TaskState.Claimed)).ToListAsync());

    public Actor ActorOf(Person person) => new(ActorKind.User, person.Id, person.Name) { Roles = [person.Role] };

    public Task Does(Person person, Action<CommandScope> act) => DoesAsync(person, scope =>
    {
        act(scope);
        return Task.CompletedTask;
    });

    public Task DoesAsync(Person person, Func<CommandScope, Task> act) =>
        office.RunAsync(person, Guid.CreateVersion7(), Subject.Deal(DealId), "deal.act", act, confirm: true);

    public async Task ClaimsFor(Person person)
    {
        var task = (await OpenTasks()).Single(t => t.UserId is null && Concerns(t, person));
        await office.RunAsync(person, Guid.CreateVersion7(), Subject.Task(task.Id), "task.claim", scope => { scope.Claim(); return Task.CompletedTask; });
    }

    public async Task Completes(Person person, string choice = "Done", string? text = null)
    {
        var task = (await OpenTasks()).First(t => t.ClaimedBy == person.Id || t.UserId == person.Id);
        await office.RunAsync(person, Guid.CreateVersion7(), Subject.Task(task.Id), "task.complete", scope => scope.Complete(choice, text), confirm: true);
    }

    /// <summary>Exactly these gates refuse, together; nothing but the denied entry is written.</summary>
    public async Task IsRefused(Person person, string choice, params string[] gates)
    {
        var before = await Deal();
        var denied = await Read(d => d.Set<AuditEntry>().CountAsync(e => e.Denied));
        var refused = await Assert.ThrowsAsync<DomainException>(() => Completes(person, choice));
        Assert.Equal("WFI-002", refused.Code);
        Assert.Equal(gates, refused.Refusals.Where(r => !r.IsWarning).Select(r => r.Ref));
        var after = await Deal();
        Assert.Equal((before.Revision, before.LastSeq, before.StageCode), (after.Revision, after.LastSeq, after.StageCode));
        Assert.Equal(denied + 1, await Read(d => d.Set<AuditEntry>().CountAsync(e => e.Denied)));
    }

    public async Task ReachesProposal()
    {
        await Does(Anna, s => Papers.Contacted(s, InteractionKind.Call, "First call"));
        await Completes(Anna);
        await Does(Anna, Papers.Qualified);
        await Completes(Anna);
    }

    public async Task ReachesTerms()
    {
        await ReachesProposal();
        await Does(Anna, Papers.Offered);
        await Completes(Anna);
        await Completes(Anna);
    }

    private static bool Concerns(TaskItem task, Person person) =>
        task.QueueId is not null ? person.Role == Role.OrderDesk || person.Role == Role.Service : task.Role == person.Role;
}
