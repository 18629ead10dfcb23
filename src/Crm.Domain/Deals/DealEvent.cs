using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>One fact of a deal, chained to the one before it. Written once, never changed.</summary>
public sealed class DealEvent
{
    public Guid Id { get; private set; }
    public Guid DealId { get; private set; }
    public long Seq { get; private set; }
    public string Kind { get; private set; } = "";
    public DateTimeOffset OccurredAt { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public Guid ActorId { get; private set; }
    public Guid? OnBehalfOf { get; private set; }
    public string Roles { get; private set; } = "";
    public Door Door { get; private set; }
    public Guid RequestId { get; private set; }
    public Guid? ProcedureVersionId { get; private set; }
    public string RulesHash { get; private set; } = "";
    public string Payload { get; private set; } = "{}";
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    private DealEvent() { }

    internal static DealEvent After(string previousHash, Guid dealId, long seq, string kind, DateTimeOffset at, Cause cause,
        Guid? procedureVersionId, string rulesHash, JsonObject payload)
    {
        var fact = new DealEvent
        {
            Id = Guid.CreateVersion7(),
            DealId = dealId,
            Seq = seq,
            Kind = kind,
            OccurredAt = cause.OccurredAt ?? at,
            RecordedAt = at,
            ActorKind = cause.Actor.Kind,
            ActorId = cause.Actor.Id,
            OnBehalfOf = cause.Actor.OnBehalfOf,
            Roles = string.Join(',', cause.Actor.Roles),
            Door = cause.Door,
            RequestId = cause.RequestId,
            ProcedureVersionId = procedureVersionId,
            RulesHash = rulesHash,
            Payload = CanonicalJson.Write(payload),
            PreviousHash = previousHash,
        };
        fact.Hash = HashChain.Next(previousHash, fact.Record());
        return fact;
    }

    /// <summary>
    /// The hashed text: everything the row says but its own id and hashes, as canonical JSON. It is written member by member, in their order,
    /// since every fact of every command needs it; the payload is canonical already, and one that is not has been changed.
    /// </summary>
    public string Record()
    {
        var text = new StringBuilder(640 + Payload.Length);
        text.Append(CultureInfo.InvariantCulture, $"{{\"actor\":\"{ActorId}\",\"actorKind\":\"{ActorKind}\",\"at\":\"{OccurredAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}\"");
        text.Append(CultureInfo.InvariantCulture, $",\"dealId\":\"{DealId}\",\"door\":\"{Door}\",\"kind\":");
        CanonicalJson.WriteText(text, Kind);
        Id("onBehalfOf", OnBehalfOf);
        text.Append(",\"payload\":").Append(Payload);
        Id("procedureVersion", ProcedureVersionId);
        text.Append(CultureInfo.InvariantCulture, $",\"recordedAt\":\"{RecordedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}\",\"requestId\":\"{RequestId}\",\"roles\":");
        CanonicalJson.WriteText(text, Roles);
        text.Append(",\"rulesHash\":");
        CanonicalJson.WriteText(text, RulesHash);
        return text.Append(CultureInfo.InvariantCulture, $",\"seq\":{Seq}}}").ToString();

        void Id(string name, Guid? value)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"{name}\":");
            if (value is { } id) text.Append(CultureInfo.InvariantCulture, $"\"{id}\"");
            else text.Append("null");
        }
    }
}
