using System.Text.Json.Nodes;

namespace Crm.Domain.Audit;

/// <summary>What an act did against the procedure, with its points (F-22) and the key under which it is found once.</summary>
internal sealed record Deviation(DeviationKind Kind, string RuleCode, int Points, string Key)
{
    public string? StageCode { get; init; }

    /// <summary>Codes, numbers and ids only.</summary>
    public JsonObject Evidence { get; init; } = [];
}
