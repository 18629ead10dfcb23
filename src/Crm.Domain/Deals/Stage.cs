using System.Text.Json.Serialization;

namespace Crm.Domain.Deals;

/// <summary>A named position in a stage flow. SLA and stale limits are working minutes.</summary>
public sealed record Stage
{
    public required string Code { get; init; }
    public required LocalText Name { get; init; }
    public LocalText? Instruction { get; init; }
    public StageKind Kind { get; init; } = StageKind.Working;
    public int Probability { get; init; }
    public int? SlaMinutes { get; init; }
    public int? StaleMinutes { get; init; }
    public bool Mandatory { get; init; } = true;
    public string? Color { get; init; }
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>Its place in the list, from 1.</summary>
    [JsonIgnore]
    public int Position { get; internal set; }
}
