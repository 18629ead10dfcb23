using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>Facts of a deal by which something stops to be evidence.</summary>
internal static class Withdrawals
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "document.unposted", "document.withdrawn", "document.signature_revoked", "file.withdrawn", "interaction.withdrawn", "interaction.left", "participant.removed", "demand.canceled",
        "approval.withdrawn", "checklist.unticked",
    };

    public static bool Are(DealEvent fact) => Kinds.Contains(fact.Kind);

    /// <summary>A file is evidence as the signed copy of its document.</summary>
    public static Guid SubjectOf(DealEvent fact)
    {
        var payload = JsonNode.Parse(fact.Payload)!.AsObject();
        var member = fact.Kind == "file.withdrawn" && payload.ContainsKey("atId") ? "atId" : "subjectId";
        return Guid.Parse(payload[member]!.GetValue<string>());
    }

    /// <summary>Whether the gate rested on what is gone: without its signature a document is still a document.</summary>
    public static bool Concern(DealEvent fact, Guid evidence, GateRecord said) =>
        fact.Kind is not ("document.signature_revoked" or "file.withdrawn") || said.ReadEvidence().Any(e => e.Id == evidence && e.Kind == "signature");

    public static bool LacksReason(DealEvent fact) =>
        fact.Kind.StartsWith("document.", StringComparison.Ordinal) && !JsonNode.Parse(fact.Payload)!.AsObject().ContainsKey("reason");
}
