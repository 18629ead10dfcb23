namespace Crm.Workflows.Runtime;

public enum SubjectKind { None, Deal, Task, Instance, NewDeals }

/// <summary>What a command is about, and therefore what is locked and loaded for it.</summary>
public sealed record Subject(SubjectKind Kind, Guid Id)
{
    public static readonly Subject None = new(SubjectKind.None, Guid.Empty);

    public static Subject Deal(Guid id) => new(SubjectKind.Deal, id);

    public static Subject Task(Guid id) => new(SubjectKind.Task, id);

    public static Subject Instance(Guid id) => new(SubjectKind.Instance, id);

    /// <summary>Deals that do not exist yet.</summary>
    public static readonly Subject NewDeals = new(SubjectKind.NewDeals, Guid.Empty);

    /// <summary>The deal when there is one, else nothing: documents and interactions may stand alone.</summary>
    public static Subject DealOrNone(Guid? dealId) => dealId is { } id ? Deal(id) : None;
}
