namespace Crm.Domain.Deals;

/// <summary>A kind of deal: its name, who moves it, and the procedure version that new deals get.</summary>
public sealed class DealType : Entity
{
    public string Code { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string NameRu { get; private set; } = "";
    public ControlMode ControlMode { get; private set; }
    public string? DefinitionId { get; private set; }
    public bool AllowedForNew { get; private set; }

    /// <summary>A new version of its procedure is put in force only with the approval of a second person.</summary>
    public bool FourEyesPublish { get; private set; }
    public Guid? CurrentVersionId { get; private set; }

    private DealType() { }

    public static DealType Add(StageFlow flow, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Code = flow.DealType,
        NameEn = flow.Name.En,
        NameRu = flow.Name.Ru,
        ControlMode = flow.ControlMode,
        DefinitionId = flow.Definition,
        AllowedForNew = true,
        CreatedAt = now,
    };

    public LocalText Name => new(NameEn, NameRu);

    /// <summary>Makes a version the one that new deals run under; running deals stay where they are.</summary>
    public ProcedureVersion Publish(int number, string? definitionVersionId, int? definitionVersion, string contentHash, string canonicalFlow,
        Guid? publishedBy, DateTimeOffset now)
    {
        if (ControlMode == ControlMode.Strict && definitionVersionId is null) throw new DomainException("DTP-001");
        StageFlow.Parse(canonicalFlow).RequireSoundGates();
        var version = ProcedureVersion.Of(Id, number, definitionVersionId, definitionVersion, contentHash, canonicalFlow, publishedBy, now);
        CurrentVersionId = version.Id;
        return version;
    }

    public void AllowForNew(bool allowed) => AllowedForNew = allowed;

    public void AskForSecondPerson(bool asked) => FourEyesPublish = asked;
}
