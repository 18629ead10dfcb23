using Crm.Domain;

namespace Crm.Workflows.Definitions;

/// <summary>
/// A second person's word that a version may be put in force, bound to the rules as they stood then: the hash of definition and stage flow
/// together. What is changed afterwards is not covered by it.
/// </summary>
public sealed class PublishApproval
{
    public Guid Id { get; private set; }
    public string DefinitionId { get; private set; } = "";
    public string DefinitionVersionId { get; private set; } = "";

    /// <summary>The number that the procedure version gets when it is published next.</summary>
    public int ProcedureVersion { get; private set; }
    public string RulesHash { get; private set; } = "";
    public string Note { get; private set; } = "";
    public Guid ApprovedBy { get; private set; }
    public DateTimeOffset ApprovedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public long Revision { get; private set; }

    private PublishApproval() { }

    public bool Stands => WithdrawnAt is null;

    /// <param name="rulesHash">Of the version as it stands now, with the stage flow in force.</param>
    /// <param name="seen">The hash of what the approver has read.</param>
    /// <exception cref="DomainException">APR-001: only a person other than the last author. APR-002: it is not what was read.</exception>
    public static PublishApproval Give(DefinitionVersion version, int procedureVersion, string rulesHash, string seen, string note, Actor approver, DateTimeOffset now)
    {
        if (!approver.IsPerson || version.IsBy(approver)) throw new DomainException("APR-001");
        if (seen != rulesHash) throw new DomainException("APR-002");
        return new PublishApproval
        {
            Id = Guid.CreateVersion7(now),
            DefinitionId = version.DefinitionId,
            DefinitionVersionId = version.Id,
            ProcedureVersion = procedureVersion,
            RulesHash = rulesHash,
            Note = note,
            ApprovedBy = approver.Id,
            ApprovedAt = now,
        };
    }

    /// <summary>Who gave it takes it back.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
