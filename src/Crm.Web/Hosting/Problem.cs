using System.Text.Json.Serialization;
using Crm.Domain;

namespace Crm.Web.Hosting;

/// <summary>The body of every refused call; the contract of the API.</summary>
internal sealed record Problem(
    string? Code,
    string Severity,
    int Status,
    string MessageEn,
    string MessageRu,
    string? Field,
    IReadOnlyList<ProblemDetail> Details,
    string CorrelationId)
{
    /// <summary>Both documents, when a save came too late.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EditConflict? Conflict { get; init; }
}

internal sealed record ProblemDetail(string Code, string Severity, string MessageEn, string MessageRu, string? Field, string? Ref);
