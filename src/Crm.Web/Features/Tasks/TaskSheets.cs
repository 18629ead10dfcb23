using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Tasks;

/// <summary>Reads one task with what its reader has to know to decide.</summary>
internal sealed class TaskSheets(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider time)
{
    /// <returns>Null when there is no such task or the reader may not see it: both read the same.</returns>
    public async Task<TaskSheet?> Find(Actor actor, Guid id)
    {
        await using var database = await databases.CreateDbContextAsync();
        var found = await (
            from t in database.Set<TaskItem>().AsNoTracking().Where(t => t.Id == id)
            join d in database.Set<Deal>().AsNoTracking() on t.DealId equals d.Id into deals
            from d in deals.DefaultIfEmpty()
            join c in database.Set<Customer>() on d.CustomerId equals c.Id into customers
            from c in customers.DefaultIfEmpty()
            select new { Task = t, Deal = d, Customer = c.Name }).FirstOrDefaultAsync();
        if (found is null || !await Sees(actor, found.Task, found.Deal, database)) return null;
        var around = await surroundings.Get();
        var flow = found.Deal is null ? null : (await procedures.Get(found.Deal.ProcedureVersionId, database)).Flow;
        return Sheet(actor, found.Task, found.Deal, flow, around) with
        {
            Deal = found.Deal is { } deal ? Of(deal, found.Customer, flow, around) : null,
            ToApprove = found.Task.Approves is null ? [] : await ToApprove(found.Task, found.Deal, around, database),
        };
    }

    /// <summary>Reasons that can be given for a loss, and known rivals.</summary>
    public async Task<LossOptions> LossOptions(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var reasons = await database.Set<LossReason>().AsNoTracking().Where(r => r.Active && !r.IsSystem).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)
            .ToListAsync(cancellation);
        var competitors = await database.Set<Competitor>().AsNoTracking().Where(c => c.Active).OrderBy(c => c.Name).Take(500).ToListAsync(cancellation);
        return new LossOptions([.. reasons.Select(r => (r.Id, r.Name, r.Kind is LossReasonKind.Competitor))], [.. competitors.Select(c => (c.Id, c.Name))]);
    }

    /// <summary>People who could take the work over.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Workers(Guid except)
    {
        var around = await surroundings.Get();
        return [.. around.Users.Values.Where(u => u.Active && u.Id != except && Right.Of(u.Roles).Contains(Right.TasksWork))
            .OrderBy(u => u.Name, StringComparer.CurrentCulture).Select(u => (u.Id, u.Name))];
    }

    private static async Task<bool> Sees(Actor actor, TaskItem task, Deal? deal, CrmDbContext database) =>
        task.Addressee.Includes(actor) || task.ClaimedBy == actor.Id || task.DoneBy == actor.Id
        || (deal is not null && await database.Set<Deal>().Where(d => d.Id == deal.Id).VisibleTo(actor, database).AnyAsync());

    private TaskSheet Sheet(Actor actor, TaskItem task, Deal? deal, StageFlow? flow, Surroundings around)
    {
        var calendar = around.CalendarFor(task.QueueId, task.UnitId ?? around.FindUser(task.UserId)?.UnitId ?? deal?.OwnerUnitId);
        var mine = task.IsOpen && (task.ClaimedBy == actor.Id || (task.State is TaskState.Available && task.UserId == actor.Id));
        return new TaskSheet(task.Id, task.Title, task.State, TaskTerm.Of(task, calendar, time.GetUtcNow()))
        {
            Instructions = task.InstructionsEn is { } en ? new LocalText(en, task.InstructionsRu ?? en) : null,
            Priority = task.Priority,
            FollowUpAt = task.FollowUpAt,
            Note = task.Note,
            Choices = task.Choices,
            StageName = task.StageCode is { } stage ? flow?.Find(stage)?.Name : null,
            Holder = around.FindUser(task.ClaimedBy ?? task.UserId)?.Name,
            Queue = around.Queues.Values.FirstOrDefault(q => q.Id == task.QueueId)?.Name,
            Role = task.Role,
            IsMine = mine,
            IsClaimed = task.State is TaskState.Claimed,
            MayClaim = task.State is TaskState.Available && !mine && task.Addressee.Includes(actor),
            MayDelegate = task.IsOpen && (mine || actor.Has(Right.TasksManage)),
            DoneBy = around.FindUser(task.DoneBy)?.Name,
            DoneAt = task.DoneAt,
            DoneAs = task.Choices.FirstOrDefault(c => c.Code == task.ResultChoice)?.Name,
            ResultText = task.ResultText,
        };
    }

    private static TaskSheetDeal Of(Deal deal, string? customer, StageFlow? flow, Surroundings around) => new(deal.Id, deal.Number, deal.Name)
    {
        CustomerId = deal.CustomerId,
        CustomerName = customer,
        Potential = deal.Potential is { } potential ? new Money(potential, deal.Currency) : null,
        OwnerName = around.FindUser(deal.OwnerId)?.Name,
        StageName = deal.StageCode is { } stage ? flow?.Find(stage)?.Name : null,
        ExpectedCloseOn = deal.ExpectedCloseOn,
        Outcome = deal.Outcome,
    };

    private static async Task<IReadOnlyList<ApprovalSubject>> ToApprove(TaskItem task, Deal? deal, Surroundings around, CrmDbContext database)
    {
        var found = await (
            from a in database.Set<Approval>().AsNoTracking().Where(a => a.TaskId == task.Id)
            join d in database.Set<SalesDocument>().AsNoTracking() on a.SubjectDocumentId equals d.Id
            orderby d.On, d.Id
            select new
            {
                a.State,
                a.RequestNote,
                a.ContentHash,
                Now = d.ContentHash,
                d.Id,
                d.Kind,
                d.Number,
                d.On,
                d.TotalMinor,
                d.Currency,
                d.MaxDiscountPct,
                d.AuthorId
            }).ToListAsync();
        return [.. found.Select(f => new ApprovalSubject(f.Id, f.Kind, f.Number, f.On, new Money(f.TotalMinor, f.Currency), f.MaxDiscountPct)
        {
            LimitPct = around.FindUser(deal?.OwnerId)?.DiscountLimitPct,
            Author = around.FindUser(f.AuthorId)?.Name,
            RequestNote = f.RequestNote,
            State = f.State,
            Changed = f.ContentHash != f.Now,
        })];
    }
}
