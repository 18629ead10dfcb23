using System.Text.Json;

namespace Crm.Domain.Deals;

/// <summary>
/// What a gate said in an act that went through. Written once; later it is only noted that its evidence was withdrawn or that the act was undone.
/// What a refused act was told stands in the denied entry instead.
/// </summary>
public sealed class GateRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Guid Id { get; private set; }
    public Guid DealId { get; private set; }
    public int VisitNo { get; private set; }
    public string StageCode { get; private set; } = "";
    public string GateCode { get; private set; } = "";
    public GateSeverity Severity { get; private set; }
    public GateResult Result { get; private set; }
    public bool Confirmed { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid ActorId { get; private set; }
    public Guid? OnBehalfOf { get; private set; }

    /// <summary>The operation in which it was asked.</summary>
    public Guid Act { get; private set; }
    public string RulesHash { get; private set; } = "";
    public string Inputs { get; private set; } = "{}";

    /// <summary>A list of <see cref="EvidenceRef"/> as JSON text.</summary>
    public string Evidence { get; private set; } = "[]";
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnBy { get; private set; }

    /// <summary>The deal's fact that says what was withdrawn and why.</summary>
    public long? WithdrawnSeq { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    private GateRecord() { }

    internal static GateRecord Of(Deal deal, GateEvaluation said, Cause cause, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        DealId = deal.Id,
        VisitNo = deal.VisitNo,
        StageCode = deal.StageCode ?? "",
        GateCode = said.Gate.Code,
        Severity = said.Gate.Severity,
        Result = said.Result,
        Confirmed = said.Confirmed,
        At = now,
        ActorId = cause.Actor.Id,
        OnBehalfOf = cause.Actor.OnBehalfOf,
        Act = cause.RequestId,
        RulesHash = deal.RulesHash,
        Inputs = said.Inputs.ToJsonString(),
        Evidence = JsonSerializer.Serialize(said.Evidence, Json),
    };

    public IReadOnlyList<EvidenceRef> ReadEvidence() => JsonSerializer.Deserialize<List<EvidenceRef>>(Evidence, Json) ?? [];

    /// <summary>A part of <see cref="Evidence"/> by which a record that rests on it is found.</summary>
    public static string Mention(Guid evidence) => $"\"{evidence:D}\"";

    /// <summary>Something it rested on is no evidence any more.</summary>
    public void Withdraw(DealEvent fact)
    {
        if (WithdrawnAt is not null) return;
        (WithdrawnAt, WithdrawnBy, WithdrawnSeq) = (fact.RecordedAt, fact.OnBehalfOf ?? fact.ActorId, fact.Seq);
    }

    /// <summary>The act was undone: nobody relies on it.</summary>
    public void Undo(DateTimeOffset now) => UndoneAt ??= now;

    internal bool Says(GateEvaluation said) =>
        GateCode == said.Gate.Code && Result == said.Result && Confirmed == said.Confirmed && Inputs == said.Inputs.ToJsonString();
}
