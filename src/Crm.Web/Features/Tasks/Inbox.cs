using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Tasks;

/// <summary>Reads the lists of work, always from the database as it is now.</summary>
internal sealed class Inbox(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, SurroundingsCache surroundings, TimeProvider time)
{
    public const int PageSize = 50;

    public async Task<InboxList> Page(Actor actor, InboxFilter filter, InboxCursor? after = null, int size = PageSize)
    {
        await using var database = await databases.CreateDbContextAsync();
        var found = await Matches(database, Tasks(database).In(filter.Tab, actor)).Narrow(filter, time.GetUtcNow()).After(filter, after)
            .Take(size + 1).ToListAsync();
        return new InboxList(await Rows(found.Take(size), actor, filter, database), found.Count > size);
    }

    /// <summary>One line as it stands now, wherever it went; null when it is no longer the person's business.</summary>
    public async Task<InboxRow?> Row(Actor actor, InboxFilter filter, Guid id)
    {
        await using var database = await databases.CreateDbContextAsync();
        var found = await Matches(database, Tasks(database).Where(t => t.Id == id).For(actor)).ToListAsync();
        return await Rows(found, actor, filter, database) is [var row] ? row : null;
    }

    public async Task<IReadOnlyDictionary<InboxTab, int>> Counts(Actor actor)
    {
        await using var database = await databases.CreateDbContextAsync();
        var counts = new Dictionary<InboxTab, int>();
        foreach (var tab in Enum.GetValues<InboxTab>())
            counts[tab] = await Tasks(database).In(tab, actor).CountAsync();
        return counts;
    }

    /// <summary>
    /// What to take up next: own work first, then what is free, each in the order of the inbox. A task that is passed by and stays open
    /// is not the end: the search goes on behind it and comes to the top last, so that nothing is left out.
    /// </summary>
    public async Task<Guid?> Next(Actor actor, Guid? passed = null)
    {
        await using var database = await databases.CreateDbContextAsync();
        var (own, free) = ((InboxTab.My, (InboxCursor?)null), (InboxTab.Available, (InboxCursor?)null));
        (InboxTab, InboxCursor?)[] places = await Behind(database, actor, passed) switch
        {
            (InboxTab.My, _) behind => [behind, free, own],
            (InboxTab.Available, _) behind => [behind, own, free],
            _ => [own, free],
        };
        foreach (var (tab, after) in places)
        {
            var tasks = Tasks(database).In(tab, actor).Where(t => t.Id != passed).Select(t => new InboxMatch { Task = t });
            if (await tasks.After(new InboxFilter(), after).Select(r => (Guid?)r.Task.Id).FirstOrDefaultAsync() is { } next)
                return next;
        }

        return null;
    }

    private static async Task<(InboxTab, InboxCursor?)?> Behind(CrmDbContext database, Actor actor, Guid? passed)
    {
        foreach (var tab in new[] { InboxTab.My, InboxTab.Available })
            if (await Tasks(database).In(tab, actor).Where(t => t.Id == passed).Select(t => new { t.RiskScore, t.DueAt, t.Id }).FirstOrDefaultAsync() is { } task)
                return (tab, new InboxCursor(task.RiskScore, task.DueAt ?? DateTimeOffset.MaxValue, task.Id));
        return null;
    }

    /// <summary>Deal types with their stages, to choose from.</summary>
    public async Task<IReadOnlyList<InboxDealType>> DealTypes()
    {
        await using var database = await databases.CreateDbContextAsync();
        var types = await database.Set<DealType>().AsNoTracking().OrderBy(t => t.CreatedAt).ToListAsync();
        var known = new List<InboxDealType>();
        foreach (var type in types)
        {
            var stages = type.CurrentVersionId is { } version ? (await procedures.Get(version, database)).Flow.Working : [];
            known.Add(new InboxDealType(type.Code, type.Name, [.. stages.Select(s => (s.Code, s.Name))]));
        }

        return known;
    }

    private static IQueryable<TaskItem> Tasks(CrmDbContext database) => database.Set<TaskItem>().AsNoTracking();

    private static IQueryable<InboxMatch> Matches(CrmDbContext database, IQueryable<TaskItem> tasks) =>
        from task in tasks
        join deal in database.Set<Deal>().AsNoTracking() on task.DealId equals deal.Id into deals
        from deal in deals.DefaultIfEmpty()
        join type in database.Set<DealType>() on deal.DealTypeId equals type.Id into types
        from type in types.DefaultIfEmpty()
        join customer in database.Set<Customer>() on deal.CustomerId equals customer.Id into customers
        from customer in customers.DefaultIfEmpty()
        select new InboxMatch { Task = task, Deal = deal, DealTypeCode = type.Code, CustomerName = customer.Name };

    private async Task<IReadOnlyList<InboxRow>> Rows(IEnumerable<InboxMatch> found, Actor actor, InboxFilter filter, CrmDbContext database)
    {
        var around = await surroundings.Get();
        var rows = new List<InboxRow>();
        foreach (var match in found)
            rows.Add(Row(match, await StageName(match, database), actor, filter, around));
        return rows;
    }

    private async Task<LocalText?> StageName(InboxMatch match, CrmDbContext database) =>
        match is { Deal: { } deal, Task.StageCode: { } stage } ? (await procedures.Get(deal.ProcedureVersionId, database)).Flow.Find(stage)?.Name : null;

    private InboxRow Row(InboxMatch match, LocalText? stage, Actor actor, InboxFilter filter, Surroundings around)
    {
        var (task, deal) = (match.Task, match.Deal);
        var calendar = around.CalendarFor(task.QueueId, task.UnitId ?? around.FindUser(task.UserId)?.UnitId ?? deal?.OwnerUnitId);
        var mine = task.ClaimedBy == actor.Id || (task.State is TaskState.Available && task.UserId == actor.Id);
        return new InboxRow(task.Id, task.Title, task.State, task.Priority, TaskTerm.Of(task, calendar, time.GetUtcNow()))
        {
            DealId = deal?.Id,
            DealNumber = deal?.Number,
            DealName = deal?.Name,
            CustomerName = match.CustomerName,
            StageName = stage,
            Potential = deal?.Potential is { } potential ? new Money(potential, deal.Currency) : null,
            AtRisk = deal is not null && task.RiskScore > 0 ? new Money((long)task.RiskScore, deal.Currency) : null,
            FollowUpAt = task.FollowUpAt,
            DoneAt = task.DoneAt,
            DoneAs = task.Choices.FirstOrDefault(c => c.Code == task.ResultChoice)?.Name,
            Holder = around.FindUser(task.ClaimedBy ?? task.UserId)?.Name,
            Queue = around.Queues.Values.FirstOrDefault(q => q.Id == task.QueueId)?.Name,
            Role = task.Role,
            IsMine = mine,
            MayClaim = task.State is TaskState.Available && !mine,
            MayRelease = task.State is TaskState.Claimed && task.ClaimedBy == actor.Id,
            Cursor = new InboxCursor(task.RiskScore, (filter.Tab is InboxTab.Done ? task.DoneAt : task.DueAt) ?? DateTimeOffset.MaxValue, task.Id),
        };
    }
}
