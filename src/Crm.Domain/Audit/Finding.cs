using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Domain.Audit;

/// <summary>
/// A deviation of one deal from its procedure, found by the act that made it, or an attempt at one that was refused. The auditor says what
/// becomes of it; nobody judges an own deal or an own act (AUD-002).
/// </summary>
public sealed class Finding : AuditedEntity
{
    private static readonly TimeSpan LongestAcceptance = TimeSpan.FromDays(365);

    public Guid DealId { get; private set; }

    /// <summary>The gate, limit or catalog code that it is about.</summary>
    public string RuleCode { get; private set; } = "";
    public DeviationKind Deviation { get; private set; }

    /// <summary>Only an attempt: nothing but this and the denied entry is left of it.</summary>
    public bool Refused { get; private set; }
    public string? StageCode { get; private set; }
    public int VisitNo { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid ActorId { get; private set; }
    public Guid? OnBehalfOf { get; private set; }
    public Door Door { get; private set; }

    /// <summary>The operation; facts and denied entries of the same one have it too.</summary>
    public Guid Act { get; private set; }
    public string RulesHash { get; private set; } = "";

    /// <summary>The last fact of the deal when it was found.</summary>
    public long? Seq { get; private set; }
    public string Evidence { get; private set; } = "{}";

    /// <summary>Points of F-22, version 1.</summary>
    public int Points { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Two findings of a deal never have the same: the same deviation is found once.</summary>
    public string Key { get; private set; } = "";

    public Disposition Disposition { get; private set; }
    public Guid? DisposedBy { get; private set; }
    public DateTimeOffset? DisposedAt { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>Who answers for an acceptance.</summary>
    public Guid? OwnerId { get; private set; }
    public DateOnly? ExpiresOn { get; private set; }

    private Finding() { }

    internal static Finding In(Deal deal, Deviation what, Cause cause, DateTimeOffset now)
    {
        var finding = Of(deal.Id, what, cause, now);
        (finding.StageCode, finding.VisitNo, finding.RulesHash, finding.Seq) = (what.StageCode ?? deal.StageCode, deal.VisitNo, deal.RulesHash, deal.LastSeq);
        return finding;
    }

    /// <summary>What a refused command was after, once per deal, code, person and day; null when the refusal is no deviation.</summary>
    public static Finding? Attempted(DomainException refused, Guid dealId, Cause cause, DateTimeOffset now)
    {
        if (refused.IsWarning || KindOf(refused.Code) is not { } kind) return null;
        var person = cause.Actor.OnBehalfOf ?? cause.Actor.Id;
        var gates = refused.Refusals.Select(r => r.Ref).OfType<string>().Distinct().ToList();
        var evidence = new JsonObject { ["gates"] = new JsonArray([.. gates.Select(g => (JsonNode)JsonValue.Create(g))]) };
        var finding = Of(dealId, new Deviation(kind, refused.Code, 0, $"refused:{refused.Code}:{person:N}:{now.UtcDateTime:yyyyMMdd}") { Evidence = evidence }, cause, now);
        finding.Refused = true;
        return finding;
    }

    public void Judge(Verdict verdict, Deal deal, DateOnly today, Cause cause, DateTimeOffset now)
    {
        var judge = cause.Actor.OnBehalfOf ?? cause.Actor.Id;
        if (IsConcerned(judge, deal) || IsConcerned(cause.Actor.Id, deal)) throw new DomainException("AUD-002");
        var checks = new Checks();
        var reason = checks.OptionalText(verdict.Reason, 2000, "reason");
        var accepts = verdict.Disposition is Disposition.Accepted;
        var latest = today.AddDays((int)LongestAcceptance.TotalDays);
        checks.That(!accepts || reason is not null && verdict.OwnerId is not null && verdict.ExpiresOn > today && verdict.ExpiresOn <= latest, "AUD-001", "disposition");
        if (!accepts && verdict.Disposition is not Disposition.Open && reason is null) checks.That(false, "GEN-012", "reason", "reason");
        checks.Throw();
        var before = Disposition;
        (Disposition, Reason) = (verdict.Disposition, reason);
        (DisposedBy, DisposedAt) = (cause.Actor.Id, now.ToUniversalTime());
        (OwnerId, ExpiresOn) = accepts ? (verdict.OwnerId, verdict.ExpiresOn) : (null, null);
        Happened("finding.disposed", Facts.None.With("from", before).With("to", Disposition).With("owner", OwnerId).With("expiresOn", ExpiresOn)
            .WithText("reason", reason), cause, now, DealId);
    }

    /// <summary>The act was undone: the finding stays, its points do not.</summary>
    public void Undo(DateTimeOffset now)
    {
        Points = 0;
        UndoneAt ??= now;
    }

    private bool IsConcerned(Guid person, Deal deal) =>
        person == ActorId || person == OnBehalfOf || person == deal.OwnerId || deal.FormerOwnerIds.Contains(person);

    private static DeviationKind? KindOf(string code) => code switch
    {
        "WFI-002" => DeviationKind.OutOfOrder,
        "WFI-001" or "STG-002" or "APR-001" or "GEN-009" or "OVR-001" or "OVR-002" or "OVR-003" => DeviationKind.Unauthorized,
        "STG-005" => DeviationKind.Backdated,
        _ => null,
    };

    private static Finding Of(Guid dealId, Deviation what, Cause cause, DateTimeOffset now)
    {
        var finding = new Finding
        {
            DealId = dealId,
            RuleCode = what.RuleCode,
            Deviation = what.Kind,
            At = now.ToUniversalTime(),
            ActorId = cause.Actor.Id,
            OnBehalfOf = cause.Actor.OnBehalfOf,
            Door = cause.Door,
            Act = cause.RequestId,
            Evidence = CanonicalJson.Write(what.Evidence),
            Points = what.Points,
            Key = what.Key,
        };
        finding.Born(cause, now);
        return finding;
    }
}
