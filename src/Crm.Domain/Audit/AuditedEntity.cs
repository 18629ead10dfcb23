using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Domain.Audit;

/// <summary>An entity outside the deals' chains whose changes go to the audit record in the transaction that stores them.</summary>
public abstract class AuditedEntity : Entity
{
    private readonly List<AuditEntry> entries = [];
    private readonly List<PersonalValue> texts = [];

    /// <summary>What happened since the last save; the store takes and clears it.</summary>
    public (IReadOnlyList<AuditEntry> Entries, IReadOnlyList<PersonalValue> Texts) TakeRecords()
    {
        var taken = (entries.ToArray(), texts.ToArray());
        entries.Clear();
        texts.Clear();
        return taken;
    }

    protected void Born(Cause cause, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        CreatedAt = at.ToUniversalTime();
        CreatedBy = cause.Actor.Id;
    }

    protected void Happened(string kind, Facts facts, Cause cause, DateTimeOffset at, Guid? dealId = null)
    {
        var payload = (JsonObject)facts.Members.DeepClone();
        foreach (var (name, text) in facts.Texts)
        {
            var value = PersonalValue.Keep(Id, text);
            texts.Add(value);
            payload[name] = value.ToFact();
        }
        entries.Add(AuditEntry.Of(kind, GetType().Name, Id, payload, cause, at, dealId));
    }
}
