using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Products;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Features.Import;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Browser.Tests.Pages;

/// <summary>An office in which every page has something to show, and Boris who reads Russian and may open all of them.</summary>
public sealed class PageOffice : IAsyncLifetime
{
    private SalesOffice? office;

    public SalesOffice Office => office ?? throw new InvalidOperationException("The office is not open yet.");

    /// <summary>Boris works with it himself.</summary>
    public Guid ManualDealId { get; private set; }
    public Guid WonDealId { get; private set; }
    public Guid SimpleDealId { get; private set; }

    /// <summary>Anna's, with offer, order, contract and shipment to come.</summary>
    public Guid StrictDealId { get; private set; }

    /// <summary>The run that leads the strict deal, and one that a fault holds up.</summary>
    public Guid StrictRunId { get; private set; }
    public Guid FailedRunId { get; private set; }

    /// <summary>A task of his own, one of a queue, an approval of a discount, and a finished one.</summary>
    public Guid OwnTaskId { get; private set; }
    public Guid QueueTaskId { get; private set; }
    public Guid ApprovalTaskId { get; private set; }
    public Guid DoneTaskId { get; private set; }

    public string InvitationPath { get; private set; } = "";

    /// <summary>What people typed in: it is in whatever language it was typed in.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        office = await SalesOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.App.InScopeAsync(GiveBorisEverything);
        ManualDealId = await office.OpenDealAsync(office.Boris, "manual-pipeline");
        WonDealId = await office.OpenDealAsync(office.Boris, "manual-pipeline", "Valves");
        await office.ActAsync(office.Boris, Subject.Deal(WonDealId), "deal.win", async scope =>
        {
            await scope.Win(null);
            return null;
        }, confirm: true);
        await StartAsync(office);
        await TryAsync(office);
        SimpleDealId = await office.OpenDealAsync(office.Boris, "simple-deal", "Spare parts");
        await SellAsync(office);
        await StickAsync(office);
        await FindAsync(office);
    }

    public ValueTask DisposeAsync() => office?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task GiveBorisEverything(IServiceProvider services)
    {
        var database = services.GetRequiredService<CrmDbContext>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var cause = new Cause(Actor.Job("office"), Door.Job, Guid.CreateVersion7());
        var boris = await database.Set<User>().SingleAsync(u => u.Id == Office.Boris.Id);
        boris.ChangeRoles([.. Enum.GetValues<Role>().Where(role => role is not Role.Service)], confirmed: true, cause, now);
        boris.ChangeProfile(boris.Name, boris.Email, "ru", boris.TimeZone, cause, now);
        var newcomer = User.Invite("Nikita Novikov", "nikita", "nikita@example.com", [Role.Analyst], null, "ru", "Europe/Moscow", cause, now);
        database.AddRange(newcomer, Account.Invited(newcomer.Id, newcomer.Login), ExchangeRate.Add("USD", DateOnly.FromDateTime(now.UtcDateTime), 90m, cause, now));
        await database.SaveChangesAsync();
        InvitationPath = (await services.GetRequiredService<Invitations>().Issue(newcomer.Id, now)).Path;
    }

    /// <summary>A first contact without the channel that brought it: finishing the task warns.</summary>
    private async Task StartAsync(SalesOffice open)
    {
        var deal = await open.OpenDealAsync(open.Boris, name: "Filters");
        (await (await open.ApiAsync(open.Boris)).PostAsync($"/api/deals/{deal}/interactions", new { kind = "Call", theme = "First talk", outcome = "Reached" })).Ok();
        OwnTaskId = await TaskAsync(open, t => t.DealId == deal && t.State == TaskState.Available);
    }

    /// <summary>An attempt that was refused: auditors find it.</summary>
    private static async Task TryAsync(SalesOffice open)
    {
        var deal = await open.OpenDealAsync(open.Anna, name: "Gaskets");
        var task = await TaskAsync(open, t => t.DealId == deal && t.State == TaskState.Available);
        (await (await open.ApiAsync(open.Anna)).PostAsync($"/api/tasks/{task}/completion", new { choice = "Done" })).Refused(422, "WFI-002");
    }

    private async Task SellAsync(SalesOffice open)
    {
        var sale = await StandardSale.OpenAsync(open);
        StrictDealId = sale.DealId;
        var anna = await open.ApiAsync(open.Anna);
        (await anna.PostAsync($"/api/deals/{sale.DealId}/commitments", new { side = "Ours", text = "Send the passport", dueAt = "2198-01-01T10:00:00Z" })).Ok();
        await sale.ReachAsync("fulfillment");
        (await anna.PostAsync($"/api/deals/{sale.DealId}/claims", new { description = "Scratched", reason = "Scratched" })).Ok();
        var discounted = await StandardSale.OpenAsync(open, discountPct: 15);
        await discounted.ReachAsync("proposal");
        await discounted.OfferAsync();
        (await discounted.CompleteAsync(open.Anna, "t3")).Ok();
        ApprovalTaskId = Guid.Parse((string)(await discounted.TaskAsync("t3a"))["id"]!);
    }

    /// <summary>One of each kind that only a person gets going again, with the faults that their records really keep.</summary>
    private async Task StickAsync(SalesOffice open)
    {
        await new OwnFlow("workshop").Node("S", "Elsa.Start").Node("F", "Elsa.Fault", ("message", "The bench is broken", "String"))
            .Called("Take the bench", "Занять стенд").Path("S", "F").PublishAsync(open.App);
        var repair = await open.OpenDealAsync(open.Boris, "workshop", "Repair");
        FailedRunId = await RunAsync(open, repair);
        StrictRunId = await RunAsync(open, StrictDealId);
        await open.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var (kind, fault) in new[] { (Letter.Kind, "SMTP 550 RecipientNotAccepted"), (Letter.Kind, "ConnectionRefused"), (Signal.TaskCreated.Name, "NullReferenceException") })
            {
                var dead = OutboxMessage.Of(kind, SimpleDealId, "{}", $"stuck:{fault}", now);
                while (dead.State is OutboxState.Pending)
                {
                    dead.Begin();
                    dead.Failed(fault, now);
                }
                database.Add(dead);
            }
            var late = PendingStimulus.Of(Stimulus.Event("ContractSigned"), now);
            late.Expire();
            database.Add(late);
            await database.SaveChangesAsync();
        });
    }

    private async Task FindAsync(SalesOffice open)
    {
        QueueTaskId = await TaskAsync(open, t => t.QueueId != null && t.State == TaskState.Available);
        DoneTaskId = await TaskAsync(open, t => t.State == TaskState.Done);
        var people = await open.ReadAsync(d => d.Set<User>().AsNoTracking().ToListAsync());
        var profiles = open.App.Services.GetRequiredService<ImportProfiles>().Names();
        Names = await open.ReadAsync<IReadOnlyList<string>>(async d =>
        [
            .. people.Select(u => u.Name), .. people.Select(u => u.Login), .. people.Select(u => string.Concat(u.Name.Split(' ').Select(part => part[0]))),
            .. await d.Set<Customer>().Select(c => c.Name).ToListAsync(), .. await d.Set<Contact>().Select(c => c.Name).ToListAsync(),
            .. await d.Set<Contact>().Where(c => c.Position != null).Select(c => c.Position!).ToListAsync(),
            .. await d.Set<Product>().Select(p => p.Name).ToListAsync(), .. await d.Set<Deal>().Select(x => x.Name).ToListAsync(),
            .. await d.Set<Competitor>().Select(c => c.Name).ToListAsync(), .. await d.Set<Domain.Campaigns.AdChannel>().Select(c => c.Name).ToListAsync(),
            .. await d.Set<Unit>().Select(u => u.Name).ToListAsync(), .. await d.Set<WorkingCalendar>().Select(c => c.Name).ToListAsync(),
            .. profiles, .. await d.Set<Company>().Select(c => c.Name).ToListAsync(), .. await d.Set<TaskQueue>().Select(q => q.Code).ToListAsync(),
            .. await d.Set<Interaction>().Select(i => i.Theme).ToListAsync(), .. await d.Set<FileAttachment>().Select(f => f.Name).ToListAsync(),
            .. await d.Set<Commitment>().Select(c => c.Text).ToListAsync(), .. await d.Set<Claim>().Select(c => c.Reason).ToListAsync(),
        ]);
    }

    private static Task<Guid> RunAsync(SalesOffice open, Guid deal) =>
        open.ReadAsync(d => d.Set<WorkflowInstance>().Where(i => i.DealId == deal).Select(i => i.Id).SingleAsync());

    private static Task<Guid> TaskAsync(SalesOffice open, System.Linq.Expressions.Expression<Func<TaskItem, bool>> which) =>
        open.ReadAsync(d => d.Set<TaskItem>().Where(which).OrderBy(t => t.Id).Select(t => t.Id).FirstAsync());
}
