using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>Whether anybody who works here now could take a task: the same rule as <see cref="Addressee.Includes"/>, asked for everybody.</summary>
internal sealed class Takers(Surroundings around)
{
    private readonly UnitTree units = new(around.Units.Values);

    public bool IsHere(Guid userId) => around.FindUser(userId) is { Active: true };

    public TaskQueue? Queue(Guid id) => around.Queues.Values.FirstOrDefault(q => q.Id == id);

    /// <returns>Null when somebody can take it.</returns>
    public StuckFault? Missing(Addressee to) => to switch
    {
        { UserId: { } user } => IsHere(user) ? null : StuckFault.PersonGone,
        { QueueId: { } queue } => Queue(queue)?.MemberIds.Any(IsHere) is true ? null : StuckFault.QueueEmpty,
        { Role: { } role } => around.Users.Values.Any(u => u.Active && u.Roles.Contains(role) && Belongs(u, to.UnitId)) ? null : StuckFault.RoleEmpty,
        _ => StuckFault.RoleEmpty,
    };

    private bool Belongs(User user, Guid? unitId) => unitId is not { } unit || user.UnitId == unit || units.HeadedBy(user.Id).Contains(unit);
}
