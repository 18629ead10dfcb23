namespace Crm.Domain.Deals;

/// <summary>One immutable pair of a definition version and a stage flow: the rules a deal was opened under.</summary>
public sealed class ProcedureVersion
{
    public Guid Id { get; private set; }
    public Guid DealTypeId { get; private set; }
    public int Number { get; private set; }
    public string? DefinitionVersionId { get; private set; }
    public int? DefinitionVersion { get; private set; }
    public string ContentHash { get; private set; } = "";
    public string Flow { get; private set; } = "";
    public string RulesHash { get; private set; } = "";
    public Guid? PublishedBy { get; private set; }
    public DateTimeOffset PublishedAt { get; private set; }

    private ProcedureVersion() { }

    internal static ProcedureVersion Of(Guid dealTypeId, int number, string? definitionVersionId, int? definitionVersion, string contentHash,
        string canonicalFlow, Guid? publishedBy, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(),
            DealTypeId = dealTypeId,
            Number = number,
            DefinitionVersionId = definitionVersionId,
            DefinitionVersion = definitionVersion,
            ContentHash = contentHash,
            Flow = canonicalFlow,
            RulesHash = StageFlow.RulesHash(contentHash, canonicalFlow),
            PublishedBy = publishedBy,
            PublishedAt = now,
        };
}
