using Crm.Domain.Users;

namespace Crm.Domain;

public enum ActorKind { User, Workflow, Job, ApiClient, Guest, Import }

/// <summary>Who causes a change: taken from the authenticated principal, never from a request body.</summary>
public sealed record Actor(ActorKind Kind, Guid Id, string Name)
{
    public Guid? OnBehalfOf { get; init; }
    public IReadOnlyList<Role> Roles { get; init; } = [];
    public IReadOnlySet<string> Rights { get; init; } = new HashSet<string>();
    public Guid? UnitId { get; init; }

    /// <summary>Units this user heads, with all units below them: the reach of a head's eyes.</summary>
    public IReadOnlySet<Guid> HeadedUnitIds { get; init; } = new HashSet<Guid>();
    public IReadOnlySet<Guid> QueueIds { get; init; } = new HashSet<Guid>();
    public decimal DiscountLimitPct { get; init; } = 10m;
    public string Language { get; init; } = "en";

    public bool Has(string right) => Rights.Contains(right);

    public bool Is(Role role) => Roles.Contains(role);

    public bool IsPerson => Kind is ActorKind.User or ActorKind.ApiClient or ActorKind.Guest;

    public void Require(string right)
    {
        if (!Has(right))
            throw new DomainException("GEN-009", Right.WhoHas(right));
    }

    public static Actor Job(string name) => new(ActorKind.Job, Guid.Empty, name) { Rights = Right.All };

    public static Actor Workflow(Guid instanceId, string definitionId) =>
        new(ActorKind.Workflow, instanceId, definitionId) { Rights = Right.All };
}
