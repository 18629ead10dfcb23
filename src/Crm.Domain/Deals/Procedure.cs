namespace Crm.Domain.Deals;

/// <summary>The rules a deal runs under, parsed once and shared by all its readers.</summary>
public sealed record Procedure(Guid VersionId, Guid DealTypeId, int Number, string? DefinitionVersionId, string RulesHash, StageFlow Flow)
{
    public static Procedure Of(ProcedureVersion version) => new(version.Id, version.DealTypeId, version.Number, version.DefinitionVersionId,
        version.RulesHash, StageFlow.Parse(version.Flow));
}
