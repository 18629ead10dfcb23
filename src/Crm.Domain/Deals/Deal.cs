using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>One potential sale under control. Every change is a verb that leaves a chained fact.</summary>
public sealed partial class Deal : Entity
{
    private readonly List<DealEvent> newEvents = [];
    private readonly List<PersonalValue> newTexts = [];

    public string Number { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Guid DealTypeId { get; private set; }
    public Guid ProcedureVersionId { get; private set; }
    public string RulesHash { get; private set; } = "";
    public ControlMode ControlMode { get; private set; }
    public Guid? CustomerId { get; private set; }
    public Guid? ProductId { get; private set; }
    public Guid OwnerId { get; private set; }
    public Guid? OwnerUnitId { get; private set; }

    /// <summary>Earlier owners; they stay excluded from this deal's approvals.</summary>
    public List<Guid> FormerOwnerIds { get; private set; } = [];
    public Guid? WorkflowInstanceId { get; private set; }
    public string Currency { get; private set; } = "USD";
    public long? Potential { get; private set; }
    public int? ProbabilityPct { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>False when another system did not know the day and the import took its own.</summary>
    public bool OpenedAtKnown { get; private set; } = true;
    public DateOnly? ExpectedCloseOn { get; private set; }
    public Guid? AdChannelId { get; private set; }
    public bool NoCompetitorKnown { get; private set; }
    public string? Comment { get; private set; }
    public string? ExternalKey { get; private set; }

    /// <summary>Counts every change of gate evidence, so that an advance and a withdrawal can never pass each other unseen.</summary>
    public long EvidenceVersion { get; private set; }
    public long LastSeq { get; private set; }
    public string LastHash { get; private set; } = HashChain.Start;

    private Deal() { }

    public bool IsOpen => Outcome == DealOutcome.Open;

    /// <summary>Facts recorded since the deal was loaded, in order.</summary>
    public IReadOnlyList<DealEvent> NewEvents => newEvents;

    public IReadOnlyList<PersonalValue> NewTexts => newTexts;

    public static Deal Open(Procedure procedure, string number, Opening opening, Cause cause, DateTimeOffset now)
    {
        var checks = new Checks();
        checks.Text(opening.Name, 200, "name");
        checks.OptionalText(opening.Comment, 4000, "comment");
        checks.That(opening.Potential is null or >= 0, "DEAL-002", "potential");
        checks.That(opening.ProbabilityPct is null or (>= 0 and <= 100), "DEAL-003", "probability");
        checks.That(opening.OwnerIsActive, "DEAL-008", "owner");
        var openedAt = opening.OpenedAt ?? now;
        checks.Date(opening.ExpectedCloseOn, "expectedCloseOn");
        checks.That(cause.IsImport || !(opening.ExpectedCloseOn < DateOnly.FromDateTime(openedAt.UtcDateTime)), "DEAL-004", "expectedCloseOn");
        checks.Throw();

        var deal = new Deal
        {
            Id = Guid.CreateVersion7(),
            Number = number,
            Name = opening.Name.Trim(),
            DealTypeId = procedure.DealTypeId,
            ProcedureVersionId = procedure.VersionId,
            RulesHash = procedure.RulesHash,
            ControlMode = procedure.Flow.ControlMode,
            CustomerId = opening.CustomerId,
            ProductId = opening.ProductId,
            OwnerId = opening.OwnerId,
            OwnerUnitId = opening.OwnerUnitId,
            Currency = opening.Currency,
            Potential = opening.Potential,
            ProbabilityPct = opening.ProbabilityPct,
            OpenedAt = openedAt,
            OpenedAtKnown = !cause.IsImport || opening.OpenedAt is not null,
            ExpectedCloseOn = opening.ExpectedCloseOn,
            AdChannelId = opening.AdChannelId,
            Comment = opening.Comment,
            ExternalKey = opening.ExternalKey,
            CreatedAt = now,
            CreatedBy = cause.Actor.Id,
        };
        deal.Record("deal.opened", Facts.None.WithText("name", deal.Name).With("number", number).With("type", procedure.Flow.DealType)
            .With("owner", deal.OwnerId).With("customer", deal.CustomerId).With("product", deal.ProductId).With("potential", deal.Potential)
            .With("currency", deal.Currency).With("externalKey", deal.ExternalKey), cause, now);
        return deal;
    }

    /// <summary>Ties the deal to the run that will move it.</summary>
    public void RunBy(Guid workflowInstanceId) => WorkflowInstanceId = workflowInstanceId;

    public void Change(DealChange change, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        var checks = new Checks();
        checks.Text(change.Name, 200, "name");
        checks.OptionalText(change.Comment, 4000, "comment");
        checks.Date(change.ExpectedCloseOn, "expectedCloseOn");
        checks.That(change.Potential is null or >= 0, "DEAL-002", "potential");
        checks.That(change.ProbabilityPct is null or (>= 0 and <= 100), "DEAL-003", "probability");
        checks.That(!(change.ExpectedCloseOn < DateOnly.FromDateTime(OpenedAt.UtcDateTime)), "DEAL-004", "expectedCloseOn");
        checks.Throw();

        var facts = Facts.None.With("customer", change.CustomerId).With("potential", change.Potential).With("probability", change.ProbabilityPct)
            .With("expectedCloseOn", change.ExpectedCloseOn).With("adChannel", change.AdChannelId)
            .With("noCompetitorKnown", change.NoCompetitorKnown).With("product", change.ProductId);
        if (change.Name != Name) facts.WithText("name", change.Name);
        if (change.Comment != Comment) facts.WithText("comment", change.Comment);
        Name = change.Name.Trim();
        CustomerId = change.CustomerId;
        ProductId = change.ProductId;
        Potential = change.Potential;
        ProbabilityPct = change.ProbabilityPct;
        ExpectedCloseOn = change.ExpectedCloseOn;
        AdChannelId = change.AdChannelId;
        NoCompetitorKnown = change.NoCompetitorKnown;
        Comment = change.Comment;
        EvidenceChanged("deal.changed", facts, cause, now);
    }

    public void AssignTo(Guid ownerId, Guid? unitId, bool active, Cause cause, DateTimeOffset now)
    {
        RequireOpen();
        if (!active) throw DomainException.For("DEAL-008", "owner");
        if (ownerId == OwnerId) return;
        var before = OwnerId;
        OwnerId = ownerId;
        OwnerUnitId = unitId;
        FormerOwnerIds = [.. FormerOwnerIds.Append(before).Distinct()];
        EvidenceChanged("deal.assigned", Facts.None.With("from", before).With("to", ownerId), cause, now);
    }

    /// <summary>A document, interaction or other proof of the deal changed; the caller holds the deal's lock.</summary>
    public void EvidenceChanged(string kind, Facts facts, Cause cause, DateTimeOffset at)
    {
        EvidenceVersion++;
        Record(kind, facts, cause, at);
    }

    /// <summary>Appends one fact to the deal's chain.</summary>
    public void Record(string kind, Facts facts, Cause cause, DateTimeOffset at)
    {
        var payload = facts.Texts.Count == 0 ? facts.Members : (JsonObject)facts.Members.DeepClone();
        foreach (var (name, text) in facts.Texts)
        {
            var kept = PersonalValue.Keep(Id, text);
            newTexts.Add(kept);
            payload[name] = kept.ToFact();
        }
        var fact = DealEvent.After(LastHash, Id, LastSeq + 1, kind, at, cause, ProcedureVersionId, RulesHash, payload);
        LastSeq = fact.Seq;
        LastHash = fact.Hash;
        newEvents.Add(fact);
        Judge(fact, cause, at);
    }

    private void RequireOpen()
    {
        if (!IsOpen) throw new DomainException("DEAL-006");
    }
}
