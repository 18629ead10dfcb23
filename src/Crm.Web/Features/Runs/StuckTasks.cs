using System.Globalization;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Crm.Web.Features.Runs;

/// <summary>Open tasks that nobody who works here can take or finish.</summary>
internal sealed class StuckTasks(SurroundingsCache surroundings, IStringLocalizer<Texts> words)
{
    public async Task<IReadOnlyList<StuckRow>> Find(CrmDbContext database, int most, CancellationToken cancellation)
    {
        var around = await surroundings.Get(cancellation);
        var takers = new Takers(around);
        var language = CultureInfo.CurrentUICulture.Name;
        // Few groups have many tasks: which of them nobody is in is found out first, by group.
        var open = database.Set<TaskItem>().AsNoTracking().Where(t => t.State == TaskState.Available);
        var groups = await open.Select(t => new { t.UserId, t.Role, t.UnitId, t.QueueId }).Distinct().ToListAsync(cancellation);
        var rows = new List<StuckRow>();
        foreach (var group in groups)
        {
            if (takers.Missing(new Addressee { UserId = group.UserId, Role = group.Role, UnitId = group.UnitId, QueueId = group.QueueId }) is not { } fault) continue;
            var who = group.UserId is { } user ? around.FindUser(user)?.Name
                : group.QueueId is { } queue ? takers.Queue(queue)?.Name.In(language) : words[$"Role_{group.Role}"].Value;
            rows.AddRange(await Rows(open.Where(t => t.UserId == group.UserId && t.Role == group.Role && t.UnitId == group.UnitId && t.QueueId == group.QueueId),
                fault, who, most, cancellation));
        }
        var holders = await database.Set<TaskItem>().Where(t => t.State == TaskState.Claimed && t.ClaimedBy != null).Select(t => t.ClaimedBy!.Value).Distinct()
            .ToListAsync(cancellation);
        foreach (var gone in holders.Where(holder => !takers.IsHere(holder)))
            rows.AddRange(await Rows(database.Set<TaskItem>().AsNoTracking().Where(t => t.State == TaskState.Claimed && t.ClaimedBy == gone), StuckFault.PersonGone,
                around.FindUser(gone)?.Name, most, cancellation));
        return rows;
    }

    private static async Task<IEnumerable<StuckRow>> Rows(IQueryable<TaskItem> tasks, StuckFault fault, string? who, int most, CancellationToken cancellation)
    {
        var language = CultureInfo.CurrentUICulture.Name;
        var found = await tasks.OrderBy(t => t.CreatedAt).Take(most)
            .Select(t => new { t.Id, t.TitleEn, t.TitleRu, t.CreatedAt, t.DealId, t.InstanceId }).ToListAsync(cancellation);
        return found.Select(t => new StuckRow(StuckKind.Task, t.Id, null, new Crm.Domain.LocalText(t.TitleEn, t.TitleRu).In(language), fault, "", t.CreatedAt)
        {
            DealId = t.DealId,
            RunId = t.InstanceId,
            Who = who ?? "—",
        });
    }
}
