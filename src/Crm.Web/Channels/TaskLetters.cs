using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Channels;

/// <summary>Letters about work: to the person it is for, or to those of whom one should take it.</summary>
internal sealed class TaskLetters(IDbContextFactory<CrmDbContext> databases, SurroundingsCache surroundings)
    : ISignalHandler<Signal.TaskCreated>, ISignalHandler<Signal.TaskOverdue>
{
    public async Task Handle(Signal.TaskCreated signal, Delivery delivery, CancellationToken cancellation)
    {
        if (await Open(signal.TaskId, cancellation) is not { } task) return;
        var comesUp = task.FollowUpAt is { } at && at > task.CreatedAt ? task.FollowUpAt : null;
        foreach (var person in Recipients.Of(task, await surroundings.Get(cancellation)))
        {
            // Nobody needs a letter about the step that her own act has just put before her; a reminder is another matter.
            if (comesUp is null && person.Id == task.CreatedBy) continue;
            Follow(delivery, new Letter(comesUp is null ? Letter.TaskAssigned : Letter.FollowUp, person.Id), task, comesUp);
        }
    }

    public async Task Handle(Signal.TaskOverdue signal, Delivery delivery, CancellationToken cancellation)
    {
        if (await Open(signal.TaskId, cancellation) is not { } task) return;
        foreach (var person in Recipients.Of(task, await surroundings.Get(cancellation)))
            Follow(delivery, new Letter(Letter.TaskOverdue, person.Id), task, null);
    }

    private static void Follow(Delivery delivery, Letter letter, TaskItem task, DateTimeOffset? notBefore) =>
        delivery.Follow(Letter.Kind, task.DealId, letter with { TaskId = task.Id, DealId = task.DealId }, $"{letter.UserId:N}", notBefore);

    private async Task<TaskItem?> Open(Guid id, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<TaskItem>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancellation) is { IsOpen: true } task ? task : null;
    }
}
