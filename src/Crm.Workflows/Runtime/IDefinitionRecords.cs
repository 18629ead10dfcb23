using Crm.Domain.Deals;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>The stored definitions within one transaction: their versions, their start triggers, the deal types they drive. All tracked.</summary>
public interface IDefinitionRecords
{
    /// <summary>A version by its number; null when there is none.</summary>
    Task<DefinitionVersion?> Find(string definitionId, int version, CancellationToken cancellation = default);

    /// <summary>The latest and the published version, which are one or two rows; none when the definition is unknown.</summary>
    Task<IReadOnlyList<DefinitionVersion>> Current(string definitionId, CancellationToken cancellation = default);

    /// <summary>The highest version number; 0 when the definition is unknown.</summary>
    Task<int> LastNumber(string definitionId, CancellationToken cancellation = default);

    /// <summary>The version before another one; null when that is the first.</summary>
    Task<DefinitionVersion?> Before(DefinitionVersion version, CancellationToken cancellation = default);

    /// <summary>Whether the latest version of another definition has the name, in whatever case.</summary>
    Task<bool> IsNameTaken(string name, string definitionId, CancellationToken cancellation = default);

    /// <summary>Latest versions whose text names the definition, its own excepted.</summary>
    Task<IReadOnlyList<DefinitionVersion>> Naming(string definitionId, CancellationToken cancellation = default);

    /// <summary>Published versions whose start triggers are not in the index yet.</summary>
    Task<IReadOnlyList<DefinitionVersion>> NotIndexed(CancellationToken cancellation = default);

    Task<IReadOnlyList<StartTrigger>> TriggersOf(string definitionId, CancellationToken cancellation = default);

    /// <summary>The deal type by its code; null when there is none.</summary>
    Task<DealType?> DealType(string code, CancellationToken cancellation = default);

    /// <summary>The deal types whose procedure is the definition, whatever its document says.</summary>
    Task<IReadOnlyList<DealType>> TypesDrivenBy(string definitionId, CancellationToken cancellation = default);

    /// <summary>The pair that new deals of a type get; null when none was published.</summary>
    Task<ProcedureVersion?> ProcedureOf(DealType type, CancellationToken cancellation = default);

    /// <summary>The standing approvals of a version, the newest last.</summary>
    Task<IReadOnlyList<PublishApproval>> ApprovalsOf(DefinitionVersion version, CancellationToken cancellation = default);

    /// <summary>The version of a definition that new runs take; null when none is published.</summary>
    Task<string?> PublishedVersion(string definitionId, CancellationToken cancellation = default);

    /// <summary>Writes what has changed so far: what gives way has to be out of the way before another takes its place.</summary>
    Task Flush(CancellationToken cancellation = default);

    /// <summary>Whether a run is open: of a definition, with a correlation id, or both.</summary>
    Task<bool> IsRunning(string? definitionId, string? correlationId, CancellationToken cancellation = default);
}
