using Crm.Domain.Users;

namespace Crm.Domain.Tasks;

/// <summary>For whom work is: one user, everybody with a role who heads or belongs to a unit, or a queue.</summary>
public sealed record Addressee
{
    public Guid? UserId { get; init; }
    public Role? Role { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? QueueId { get; init; }

    public static Addressee User(Guid id) => new() { UserId = id };

    public static Addressee RoleIn(Role role, Guid? unitId) => new() { Role = role, UnitId = unitId };

    public static Addressee Queue(Guid id) => new() { QueueId = id };

    public bool Includes(Actor actor) =>
        UserId == actor.Id
        || (QueueId is { } queue && actor.QueueIds.Contains(queue))
        || (Role is { } role && actor.Is(role) && (UnitId is null || UnitId == actor.UnitId || actor.HeadedUnitIds.Contains(UnitId.Value)));
}
