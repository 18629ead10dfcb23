using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Jobs;

/// <summary>Notices once that an open task is past its term; who has to know is told through the outbox.</summary>
internal sealed class OverdueTasks(IDbContextFactory<CrmDbContext> databases, CommandRunner runner, ClockWatch watch, ILogger<OverdueTasks> log)
{
    private const int Batch = 100;
    private static readonly Actor Watch = Actor.Job("overdue-tasks");

    /// <returns>How many were noticed.</returns>
    public async Task<int> Notice(CancellationToken cancellation = default)
    {
        var due = await Due(cancellation);
        foreach (var id in due)
        {
            try
            {
                await runner.Run(Command.Of(Guid.CreateVersion7(), Watch, Door.Job, Subject.Task(id), "task.overdue"), scope => scope.NoteOverdue(), cancellation);
            }
            catch (DomainException refused)
            {
                log.LogWarning("The overdue task {TaskId} was not noted: {Code}", id, refused.Code);
            }
        }
        return due.Count;
    }

    private async Task<List<Guid>> Due(CancellationToken cancellation)
    {
        if (await watch.Now(cancellation) is not { } now) return [];
        // A follow-up comes up at its term: it is late when it is still there a day after.
        var yesterday = now.AddDays(-1);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<TaskItem>().AsNoTracking()
            .Where(t => (t.State == TaskState.Available || t.State == TaskState.Claimed) && t.DueAt < now && t.OverdueNotifiedAt == null)
            .Where(t => t.FollowUpAt == null || t.FollowUpAt < yesterday)
            .OrderBy(t => t.DueAt).Take(Batch).Select(t => t.Id).ToListAsync(cancellation);
    }
}
