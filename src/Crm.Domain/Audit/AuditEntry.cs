using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Domain.Audit;

/// <summary>A change outside the deals, a refusal, a read of protected data or an export. Written once, never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>The order of recording, given by the store.</summary>
    public long Seq { get; private set; }
    public DateTimeOffset At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public Guid ActorId { get; private set; }
    public Guid? OnBehalfOf { get; private set; }
    public string Roles { get; private set; } = "";
    public Door Door { get; private set; }
    public Guid RequestId { get; private set; }
    public string Kind { get; private set; } = "";
    public string SubjectKind { get; private set; } = "";
    public Guid? SubjectId { get; private set; }
    public Guid? DealId { get; private set; }
    public bool Denied { get; private set; }

    /// <summary>The outer code of a refusal.</summary>
    public string? Code { get; private set; }
    public string Payload { get; private set; } = "{}";

    private AuditEntry() { }

    public static AuditEntry Of(string kind, string subjectKind, Guid? subjectId, JsonObject payload, Cause cause, DateTimeOffset at, Guid? dealId = null) => new()
    {
        At = at.ToUniversalTime(),
        ActorKind = cause.Actor.Kind,
        ActorId = cause.Actor.Id,
        OnBehalfOf = cause.Actor.OnBehalfOf,
        Roles = string.Join(',', cause.Actor.Roles),
        Door = cause.Door,
        RequestId = cause.RequestId,
        Kind = kind,
        SubjectKind = subjectKind,
        SubjectId = subjectId,
        DealId = dealId,
        Payload = CanonicalJson.Write(payload),
    };

    /// <summary>What a refused command leaves behind; the payload holds codes and gate evaluations, never the refused texts.</summary>
    public static AuditEntry Denial(string command, string subjectKind, Guid? subjectId, DomainException refused, JsonObject inputs, Cause cause,
        DateTimeOffset at, Guid? dealId = null)
    {
        inputs["codes"] = new JsonArray([.. refused.Refusals.Select(r => (JsonNode)JsonValue.Create(r.Code))]);
        var entry = Of(command, subjectKind, subjectId, inputs, cause, at, dealId);
        entry.Denied = true;
        entry.Code = refused.Code;
        return entry;
    }

    /// <summary>The sealed text: everything the row says.</summary>
    public string Record() => CanonicalJson.Write(new JsonObject
    {
        ["actor"] = ActorId.ToString(),
        ["actorKind"] = ActorKind.ToString(),
        ["at"] = At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture),
        ["code"] = Code,
        ["dealId"] = DealId?.ToString(),
        ["denied"] = Denied,
        ["door"] = Door.ToString(),
        ["kind"] = Kind,
        ["onBehalfOf"] = OnBehalfOf?.ToString(),
        ["payload"] = JsonNode.Parse(Payload),
        ["requestId"] = RequestId.ToString(),
        ["roles"] = Roles,
        ["seq"] = Seq,
        ["subjectId"] = SubjectId?.ToString(),
        ["subjectKind"] = SubjectKind,
    });
}
