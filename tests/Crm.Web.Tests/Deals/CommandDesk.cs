using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>Acts straight down the command path, past the doors.</summary>
internal abstract class CommandDesk(SalesOffice office, TestClock clock) : SaleDesk(office, clock)
{
    protected abstract CommandRunner Runner { get; }

    public override async Task<Guid> OpenDeal(Person who, Opening opening)
    {
        var type = (await Where<DealType>(t => t.Code == "standard-sale")).Single();
        return await Run(who, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(type.Id, opening);
            await scope.Begin(deal);
            return deal.Id;
        });
    }

    public override Task Change(Person who, Guid dealId, Func<DealChange, DealChange> change) =>
        OnDeal(who, dealId, scope => scope.Change(change(DealChange.Of(scope.Deal))));

    public override Task MoveTo(Person who, Guid dealId, string stage) => OnDeal(who, dealId, scope => scope.MoveTo(stage, null));

    public override Task Lose(Person who, Guid dealId, OutcomeDetails details) => OnDeal(who, dealId, scope => scope.Lose(details));

    public override Task Override(Person who, Guid dealId, string code, string reason) =>
        OnDeal(who, dealId, scope => scope.RequestOverride(code, reason));

    public override Task<Guid> AskOverride(Person who, Guid dealId, string code, string reason) =>
        Made(who, dealId, scope => scope.RequestOverride(code, reason));

    public override Task Tick(Person who, Guid dealId, string item) => OnDeal(who, dealId, scope => scope.Tick(item));

    public override Task SwitchToManual(Person who, Guid dealId, string reason) => OnDeal(who, dealId, scope => scope.SwitchToManual(reason));

    public override Task Undo(Person who, Guid dealId) => OnDeal(who, dealId, scope => scope.Undo());

    public override Task Claim(Person who, Guid taskId) => Run(who, Subject.Task(taskId), "task.claim", scope =>
    {
        scope.Claim();
        return Task.FromResult(taskId);
    });

    public override Task Release(Person who, Guid taskId) => Run(who, Subject.Task(taskId), "task.release", scope =>
    {
        scope.Release();
        return Task.FromResult(taskId);
    });

    public override Task Complete(Person who, Guid taskId, string choice, string? text, OutcomeDetails? details, bool confirm) =>
        Run(who, Subject.Task(taskId), "task.complete", async scope =>
        {
            await scope.Complete(choice, text, details);
            return taskId;
        }, confirm);

    public override Task Contact(Person who, Guid dealId, InteractionKind kind, string theme) => OnDeal(who, dealId, scope =>
        scope.Add(Interaction.Record(new InteractionDetails
        {
            Kind = kind,
            Theme = theme,
            Direction = Direction.Out,
            StartAt = scope.Now,
            CustomerId = Office.CustomerId,
            ContactId = Office.ContactId,
            Outcome = InteractionOutcome.Reached,
        }, scope.Deal, scope.Cause, scope.Now)));

    public override Task AddParticipant(Person who, Guid dealId, Participation participation) => OnDeal(who, dealId, async scope =>
        scope.Add(Participant.Add(participation, [.. await scope.EvidenceOfDeal<Participant>()], scope.Deal, scope.Cause, scope.Now)));

    public override Task<Guid> AddDemand(Person who, Guid dealId, Demand demand) =>
        Made(who, dealId, scope => scope.Add(DemandRow.Add(demand, scope.Deal, scope.Cause, scope.Now)));

    public override Task ChangeDemand(Person who, Guid dealId, Guid id, Demand demand) => OnDeal(who, dealId, async scope =>
        (await scope.FindEvidence<DemandRow>(id)).Change(demand, scope.Deal, scope.Cause, scope.Now));

    public override Task<Guid> Promise(Person who, Guid dealId, DateTimeOffset due) => Made(who, dealId, scope => scope.Add(
        Commitment.Promise(CommitmentSide.Ours, "Spare parts", due, Office.CustomerId, null, null, scope.Deal, scope.Cause, scope.Now)));

    public override Task Keep(Person who, Guid dealId, Guid id) => OnDeal(who, dealId, async scope =>
        (await scope.FindEvidence<Commitment>(id)).Keep(null, false, null, scope.Deal, scope.Cause, scope.Now));

    public override Task<Guid> RegisterClaim(Person who, Guid dealId, string description) => Made(who, dealId, scope => scope.Add(Crm.Domain.Interactions.Claim.Register(
        new ClaimDetails { CustomerId = Office.CustomerId, Description = description, Reason = "Quality" }, scope.Deal, scope.Cause, scope.Now)));

    public override Task CloseClaim(Person who, Guid dealId, Guid id, string result) => OnDeal(who, dealId, async scope =>
        (await scope.FindEvidence<Claim>(id)).Close(true, result, scope.Deal, scope.Cause, scope.Now));

    public override Task<Guid> Draft(Person who, Guid dealId, DocumentDraft paper) =>
        Made(who, dealId, scope => scope.Add(SalesDocument.Draft(paper, scope.Deal, scope.Cause, scope.Now)));

    public override Task ChangeLines(Person who, Guid dealId, Guid documentId, IReadOnlyList<LineDraft> lines) => OnDeal(who, dealId, async scope =>
    {
        var document = await scope.FindDocument(documentId);
        document.ChangeLines(lines, document.ValidToOn, scope.Deal, scope.Cause, scope.Now);
    });

    public override Task ChangeStatus(Person who, Guid dealId, Guid documentId, DocumentStatus status, string? reason = null) =>
        OnDeal(who, dealId, async scope =>
        {
            var document = await scope.FindEvidence<SalesDocument>(documentId);
            if (status is DocumentStatus.Accepted) document.Accept(scope.Deal, scope.Cause, scope.Now);
            else document.ChangeStatus(status, scope.Deal, scope.Cause, scope.Now, reason);
        });

    public override Task Post(Person who, Guid dealId, Guid documentId) => OnDeal(who, dealId, async scope =>
        (await scope.FindEvidence<SalesDocument>(documentId)).Post(scope.Deal, scope.Cause, scope.Now));

    public override Task Sign(Person who, Guid dealId, Guid documentId) => OnDeal(who, dealId, async scope =>
    {
        var content = await scope.Keep(FileContent.Of(Papers.Signed(documentId)));
        var file = scope.Add(FileAttachment.Attach("document", documentId, "contract.pdf", "application/pdf", content, scope.Deal, scope.Cause, scope.Now));
        (await scope.FindEvidence<SalesDocument>(documentId)).Sign(file, scope.Deal, scope.Cause, scope.Now);
    });

    public override Task DeclareHolidays(Person who, IReadOnlyList<DateOnly> holidays) => Run(who, Subject.None, "calendar.change", async scope =>
    {
        var calendar = await scope.Find<WorkingCalendar>(Office.CalendarId);
        calendar.Change(calendar.Name, calendar.TimeZone, WorkingCalendar.StandardHours, holidays, [], scope.Cause, scope.Now);
        return calendar.Id;
    });

    private Task OnDeal(Person who, Guid dealId, Action<CommandScope> verb) => OnDeal(who, dealId, scope =>
    {
        verb(scope);
        return Task.CompletedTask;
    });

    private Task OnDeal(Person who, Guid dealId, Func<CommandScope, Task> verb) => Run(who, Subject.Deal(dealId), "deal.act", async scope =>
    {
        await verb(scope);
        return dealId;
    });

    private Task<Guid> Made(Person who, Guid dealId, Func<CommandScope, Entity> verb) =>
        Run(who, Subject.Deal(dealId), "deal.act", scope => Task.FromResult(verb(scope).Id));

    private async Task<Guid> Run(Person who, Subject subject, string name, Func<CommandScope, Task<Guid>> verb, bool confirm = true)
    {
        Tick();
        var made = Guid.Empty;
        await Runner.Run(Command.Of(Guid.CreateVersion7(), await ActorOf(who), Door.Page, subject, name) with { Confirm = confirm },
            async scope => { made = await verb(scope); });
        return made;
    }

    private Task<Actor> ActorOf(Person person) => Office.App.InScopeAsync(async services =>
    {
        var database = services.GetRequiredService<CrmDbContext>();
        return await CurrentActor.Of(await database.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person.Id), ActorKind.User, database);
    });
}
