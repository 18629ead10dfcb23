using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;

namespace Crm.Web.Features.Compliance;

/// <param name="Person">Who it was; for what a procedure did, the person who set it going.</param>
/// <param name="Act">The operation: facts and denied entries of the same one have it as their request id.</param>
public sealed record FindingRow(Guid Id, Guid DealId, string Deal, string RuleCode, LocalText Rule, DeviationKind Deviation, bool Refused, string? StageCode,
    DateTimeOffset At, Guid? PersonId, string Person, Door Door, Guid Act, string RulesHash, long? Seq, JsonNode? Evidence, int Points, bool Undone,
    Disposition Disposition)
{
    public string? DisposedBy { get; init; }
    public DateTimeOffset? DisposedAt { get; init; }
    public string? Reason { get; init; }
    public string? Owner { get; init; }
    public DateOnly? ExpiresOn { get; init; }
}
