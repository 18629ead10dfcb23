using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Data.Queries;

/// <summary>One fact to be shown. A text that was erased is null.</summary>
public sealed record DealFactRow(DealEvent Fact, JsonObject Payload, IReadOnlyDictionary<string, string?> Texts)
{
    /// <summary>The task that the fact tells of.</summary>
    public LocalText? Task { get; init; }

    public string? this[string member] => Payload[member] is JsonValue value ? value.ToString() : null;
}
