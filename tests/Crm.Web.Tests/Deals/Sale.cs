using System.Linq.Expressions;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>One standard sale at a desk, and what people do to it.</summary>
internal sealed partial class Sale
{
    private Sale(SaleDesk desk, Guid dealId, Papers papers) => (Desk, DealId, Papers) = (desk, dealId, papers);

    public SaleDesk Desk { get; }
    public Guid DealId { get; }
    public Papers Papers { get; }
    public Person Anna => Desk.Office.Anna;
    public Person Boris => Desk.Office.Boris;
    public Person Olga => Desk.Office.Olga;
    public Person Fedor => Desk.Office.Fedor;
    public Person Vera => Desk.Office.Vera;

    public static async Task<Sale> OpenAsync(SaleDesk desk, decimal discount = 5, Person? owner = null, Func<Opening, Opening>? change = null)
    {
        var office = desk.Office;
        var opening = new Opening("Pumps for the plant", (owner ?? office.Anna).Id) { CustomerId = office.CustomerId, Currency = "RUB", Potential = 500_000_00 };
        var id = await desk.OpenDeal(owner ?? office.Anna, change is null ? opening : change(opening));
        return new Sale(desk, id, new Papers(office, discount));
    }

    /// <summary>Records of one kind that belong to the deal.</summary>
    public async Task<List<T>> Own<T>(Expression<Func<T, Guid?>> deal) where T : class => [.. await Desk.Where(Expression.Lambda<Func<T, bool>>(
        Expression.Equal(deal.Body, Expression.Constant(DealId, typeof(Guid?))), deal.Parameters))];

    public async Task<Deal> Deal() => (await Own<Deal>(d => d.Id)).Single();

    public async Task<List<TaskItem>> OpenTasks() => [.. (await Own<TaskItem>(t => t.DealId)).Where(t => t.IsOpen)];

    public async Task<WorkflowInstance> Run() => (await Own<WorkflowInstance>(i => i.DealId)).Single();

    public async Task<List<AuditEntry>> Denied() => [.. (await Own<AuditEntry>(e => e.DealId)).Where(e => e.Denied)];

    public async Task<OutcomeDetails> Reason(string code, Guid? winner = null) => new((await Desk.Where<LossReason>(r => r.Code == code)).Single().Id, winner);

    public Task Undoes(Person person) => Desk.Undo(person, DealId);

    public Task Loses(OutcomeDetails details) => Desk.Lose(Anna, DealId, details);

    public Task Overrides(Person person, string code, string reason) => Desk.Override(person, DealId, code, reason);

    public async Task ClaimsFor(Person person)
    {
        var task = (await OpenTasks()).Single(t => t.UserId is null && t.ClaimedBy is null && (t.Role is null || t.Role == person.Role));
        await Desk.Claim(person, task.Id);
    }

    public async Task Completes(Person person, string choice = "Done", string? text = null, bool confirm = true, OutcomeDetails? details = null)
    {
        var task = (await OpenTasks()).First(t => t.ClaimedBy == person.Id || t.UserId == person.Id);
        await Desk.Complete(person, task.Id, choice, text, details, confirm);
    }

    /// <summary>The act is refused with this code; of all rows of the deal only the denied entry is new.</summary>
    public async Task<DomainException> IsRefused(string code, Func<Task> act)
    {
        var (before, denied) = (await DealRows.ReadAsync(Desk, DealId), (await Denied()).Count);
        var refused = await Assert.ThrowsAsync<DomainException>(act);
        Assert.Equal(code, refused.Code);
        (await DealRows.ReadAsync(Desk, DealId)).AreStill(before);
        var entries = await Denied();
        Assert.Equal(denied + 1, entries.Count);
        Assert.Equal(code, entries.MaxBy(e => e.At)!.Code);
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
}
