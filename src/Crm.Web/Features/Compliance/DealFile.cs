using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Compliance;

/// <summary>Everything that is on record about one deal, as an auditor reads it.</summary>
internal sealed record DealFile(Guid Id, string Number, string Name, string Owner, int ProcedureNumber, string RulesHash, long LastSeq, string LastHash)
{
    /// <summary>Facts and refusals in the order in which they were recorded.</summary>
    public IReadOnlyList<FileEntry> Entries { get; init; } = [];
    public IReadOnlyList<FileGate> Gates { get; init; } = [];
    public IReadOnlyList<FindingRow> Findings { get; init; } = [];

    /// <summary>There is more before the first entry.</summary>
    public bool HasEarlier { get; init; }
}

/// <param name="Seq">Its number in the deal's chain; null for a refusal, which is not in it.</param>
internal sealed record FileEntry(long? Seq, string Kind, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string Who, string? OnBehalfOf, string Roles, Door Door,
    Guid RequestId, int? ProcedureNumber, string? RulesHash, string? RefusedWith, string? Hash, JsonNode? Payload)
{
    /// <summary>It is said to have happened before it was recorded.</summary>
    public bool IsBackdated => RecordedAt - OccurredAt > TimeSpan.FromMinutes(1);
}

internal sealed record FileGate(string Code, LocalText Title, string StageCode, int VisitNo, GateSeverity Severity, GateResult Result, bool Confirmed, DateTimeOffset At,
    string Who, Guid Act, string RulesHash, JsonNode? Inputs, IReadOnlyList<EvidenceRef> Evidence, DateTimeOffset? WithdrawnAt, long? WithdrawnSeq, DateTimeOffset? UndoneAt);
