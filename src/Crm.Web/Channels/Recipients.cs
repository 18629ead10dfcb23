using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Whom a task concerns: its holder, else everybody who could take it.</summary>
internal static class Recipients
{
    public static IReadOnlyList<User> Of(TaskItem task, Surroundings around)
    {
        if ((task.ClaimedBy ?? task.UserId) is { } one) return [.. Reachable([around.FindUser(one)])];
        if (task.QueueId is { } queue)
            return [.. Reachable(around.Queues.Values.FirstOrDefault(q => q.Id == queue)?.MemberIds.Select(id => around.FindUser(id)) ?? [])];
        if (task.Role is not { } role) return [];
        var tree = new UnitTree([.. around.Units.Values]);
        return [.. Reachable(around.Users.Values).Where(u => u.Roles.Contains(role) && (task.UnitId is not { } unit || u.UnitId == unit || tree.HeadedBy(u.Id).Contains(unit)))];
    }

    private static IEnumerable<User> Reachable(IEnumerable<User?> people) => people.OfType<User>().Where(u => u is { Active: true, Email.Length: > 0 });
}
