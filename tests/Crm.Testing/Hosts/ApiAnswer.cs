using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace Crm.Testing;

/// <summary>What the API said.</summary>
public sealed record ApiAnswer(int Status, string Text)
{
    public string? ETag { get; init; }

    public string? MediaType { get; init; }

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new XunitException($"{Status} without JSON: {Text}");

    /// <summary>The outer code of a refusal.</summary>
    public string? Code => Status < 400 || Text.Length == 0 ? null : (string?)Json["code"];

    /// <summary>All codes of a refusal; a gate's own code where there is one.</summary>
    public IReadOnlyList<string> Refusals => [.. Json["details"]!.AsArray().Select(d => (string?)d!["ref"] ?? (string)d["code"]!).Order()];

    public Guid Id => Guid.Parse((string)Json["id"]!);

    public ApiAnswer Ok() => Status is >= 200 and < 300 ? this : throw new XunitException($"Expected success, got {Status}: {Text}");

    public ApiAnswer Refused(int status, string code) => Status == status && Code == code
        ? this
        : throw new XunitException($"Expected {status} {code}, got {Status}: {Text}");
}
