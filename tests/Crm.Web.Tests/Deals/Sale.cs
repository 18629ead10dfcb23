using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Web.Data.Seed;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>One standard sale at a desk, and what people do to it.</summary>
internal sealed partial class Sale
{
    private static int opened;

    private Sale(SaleDesk desk, Guid dealId, DemoSale papers) => (Desk, DealId, Papers) = (desk, dealId, papers);

    public SaleDesk Desk { get; }
    public Guid DealId { get; }
    public DemoSale Papers { get; }
    public Person Anna => Desk.Office.Anna;
    public Person Boris => Desk.Office.Boris;
    public Person Olga => Desk.Office.Olga;
    public Person Fedor => Desk.Office.Fedor;
    public Person Vera => Desk.Office.Vera;

    public static async Task<Sale> OpenAsync(SaleDesk desk, decimal discount = 5, Person? owner = null, Func<Opening, Opening>? change = null)
    {
        var office = desk.Office;
        var line = new LineDraft(office.ProductId, 10, 100m) { DiscountPct = discount };
        var amount = (long)(10 * 100m * (100 - discount));
        var opening = new Opening("Pumps for the plant", (owner ?? office.Anna).Id) { CustomerId = office.CustomerId, Currency = "RUB", Potential = 500_000_00 };
        var id = await desk.OpenDealAsync(owner ?? office.Anna, change is null ? opening : change(opening));
        return new Sale(desk, id, new DemoSale(office.CustomerId, office.ContactId, [line], amount, Interlocked.Increment(ref opened)));
    }

    /// <summary>Records of one kind that belong to the deal.</summary>
    public async Task<List<T>> Own<T>(Func<T, Guid?> deal) where T : class => [.. (await Desk.All<T>()).Where(r => deal(r) == DealId)];

    public async Task<Deal> Deal() => (await Own<Deal>(d => d.Id)).Single();

    public async Task<List<TaskItem>> OpenTasks() => [.. (await Own<TaskItem>(t => t.DealId)).Where(t => t.IsOpen)];

    public async Task<WorkflowInstance> Run() => (await Own<WorkflowInstance>(i => i.DealId)).Single();

    public async Task<List<AuditEntry>> Denied() => [.. (await Own<AuditEntry>(e => e.DealId)).Where(e => e.Denied)];

    public async Task<Guid> Reason(string code) => (await Desk.All<LossReason>()).Single(r => r.Code == code).Id;

    public Task Does(Person person, Action<CommandScope> act) => DoesAsync(person, scope =>
    {
        act(scope);
        return Task.CompletedTask;
    });

    public Task DoesAsync(Person person, Func<CommandScope, Task> act) => Desk.RunAsync(person, Subject.Deal(DealId), "deal.act", act);

    public async Task ClaimsFor(Person person)
    {
        var task = (await OpenTasks()).Single(t => t.UserId is null && t.ClaimedBy is null && (t.Role is null || t.Role == person.Role));
        await Desk.RunAsync(person, Subject.Task(task.Id), "task.claim", scope => { scope.Claim(); return Task.CompletedTask; });
    }

    public async Task Completes(Person person, string choice = "Done", string? text = null, bool confirm = true, OutcomeDetails? details = null)
    {
        var task = (await OpenTasks()).First(t => t.ClaimedBy == person.Id || t.UserId == person.Id);
        await Desk.RunAsync(person, Subject.Task(task.Id), "task.complete", scope => scope.Complete(choice, text, details), confirm);
    }

    /// <summary>The act is refused with this code and leaves nothing but the denied entry.</summary>
    public async Task<DomainException> IsRefused(string code, Func<Task> act)
    {
        var (before, denied) = (await State(), (await Denied()).Count);
        var refused = await Assert.ThrowsAsync<DomainException>(act);
        Assert.Equal(code, refused.Code);
        Assert.Equal(before, await State());
        Assert.Equal(denied + 1, (await Denied()).Count);
        return refused;
    }

    /// <summary>Exactly these gates refuse, together; nothing but the denied entry is written.</summary>
    public async Task IsRefused(Person person, string choice, params string[] gates)
    {
        var refused = await IsRefused("WFI-002", () => Completes(person, choice));
        Assert.Equal(gates, refused.Refusals.Where(r => !r.IsWarning).Select(r => r.Ref));
    }

    /// <summary>The gate warns alone, and nothing happens until the person has confirmed.</summary>
    public async Task IsWarned(Person person, string choice, string gate)
    {
        var warned = await IsRefused("WFI-002", () => Completes(person, choice, confirm: false));
        Assert.True(warned.IsWarning);
        Assert.Equal([gate], warned.Refusals.Select(r => r.Ref));
    }

    private async Task<string> State()
    {
        var deal = await Deal();
        var tasks = string.Join(',', (await Own<TaskItem>(t => t.DealId)).OrderBy(t => t.Id).Select(t => $"{t.Id}:{t.State}:{t.Revision}"));
        var runs = string.Join(',', (await Own<WorkflowInstance>(i => i.DealId)).Select(i => $"{i.Revision}:{i.Status}:{i.Document.Length}"));
        return $"{deal.Revision} {deal.LastSeq} {deal.LastHash} {deal.StageCode} {tasks} {runs} {(await Own<DealEvent>(e => e.DealId)).Count}";
    }
}
