using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Fault.Tests.History;

/// <summary>H-13: open tasks are waited for, completed ones were completed once by somebody who could.</summary>
internal static class TaskRules
{
    public static IEnumerable<Violation> Of(Tables tables)
    {
        var completions = tables.Facts.SelectMany(deal => deal).Where(f => f.Kind == "task.completed").ToLookup(f => Guid.Parse(f.Says("task")!));
        return tables.Tasks.SelectMany(task => task.IsOpen ? Open(tables, task) : task.State == TaskState.Done ? Done(task, [.. completions[task.Id]]) : []);
    }

    private static IEnumerable<Violation> Open(Tables tables, TaskItem task)
    {
        if (!task.Awaited) yield break;
        var waits = task.InstanceId is { } run && tables.Bookmarks[run].Any(b => b.ActivityNodeId == task.NodeId || b.Payload.Contains(task.Id.ToString(), StringComparison.OrdinalIgnoreCase));
        if (!waits) yield return new("H-13", $"task {task.Id}", "it is open, and nothing waits for it");
    }

    private static IEnumerable<Violation> Done(TaskItem task, List<DealEvent> completions)
    {
        if (task.DealId is null) yield break;
        if (completions.Count != 1) yield return new("H-13", $"task {task.Id}", $"it is done, and {completions.Count} facts say so");
        foreach (var completion in completions)
        {
            if (completion.ActorId != task.DoneBy) yield return new("H-13", $"task {task.Id}", $"{task.DoneBy} is said to have done what {completion.ActorId} did");
            // The holder is kept when a task is done; nobody else may finish it.
            if (task.ClaimedBy != task.DoneBy) yield return new("H-13", $"task {task.Id}", $"{task.ClaimedBy} held it when {task.DoneBy} finished it");
        }
    }
}
