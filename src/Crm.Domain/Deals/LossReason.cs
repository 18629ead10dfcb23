namespace Crm.Domain.Deals;

public enum LossReasonKind { General, Competitor, Canceled }

/// <summary>Why a deal was lost. System reasons are set by the product itself and cannot be chosen.</summary>
public sealed class LossReason : Entity
{
    public string Code { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string NameRu { get; private set; } = "";
    public Guid? ParentId { get; private set; }
    public LossReasonKind Kind { get; private set; }
    public bool Active { get; private set; }
    public bool IsSystem { get; private set; }

    private LossReason() { }

    public static LossReason Add(string code, LocalText name, LossReasonKind kind, DateTimeOffset now, bool isSystem = false) => new()
    {
        Id = Guid.CreateVersion7(),
        Code = code,
        NameEn = name.En,
        NameRu = name.Ru,
        Kind = kind,
        Active = true,
        IsSystem = isSystem,
        CreatedAt = now,
    };

    public LocalText Name => new(NameEn, NameRu);

    public bool CanBeChosen => Active && !IsSystem;

    public void Rename(LocalText name)
    {
        NameEn = name.En;
        NameRu = name.Ru;
    }

    public void Deactivate() => Active = false;

    public void Activate() => Active = true;
}
