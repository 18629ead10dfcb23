using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A shipped file is read, has nothing to complain about, and is written back as it came.</summary>
internal static class Procedures
{
    public static IReadOnlyList<string> Faults(string name, string text)
    {
        try
        {
            return [.. (name.EndsWith(".stages.json", StringComparison.Ordinal) ? OfStages(text) : OfDefinition(text)).Select(fault => $"{name}: {fault}")];
        }
        catch (Exception fault) when (fault is JsonException or Crm.Domain.DomainException)
        {
            return [$"{name} cannot be read: {fault.Message}"];
        }
    }

    private static IEnumerable<string> OfDefinition(string text)
    {
        var definition = DefinitionJson.Parse(text);
        foreach (var finding in new DefinitionValidator(ActivityCatalog.Registry().Descriptors, new ExpressionEvaluator()).Validate(definition))
            yield return $"{finding.Code} {finding.Sentence.En}";
        if (DefinitionJson.Normalized(definition).CanonicalText != CanonicalJson.Write(JsonNode.Parse(text))) yield return "it is written back changed";
    }

    private static IEnumerable<string> OfStages(string text)
    {
        var written = JsonSerializer.SerializeToNode(StageFlow.Parse(text), StageFlow.Json);
        if (Lost(JsonNode.Parse(text), written, "$") is { } lost) yield return $"{lost} is written back changed";
        if (CanonicalJson.Write(written) != CanonicalJson.Write(JsonSerializer.SerializeToNode(StageFlow.Parse(written!.ToJsonString()), StageFlow.Json)))
            yield return "what is written back reads differently";
    }

    /// <summary>The first place of the original that the written text does not hold; members with their defaults may come in addition.</summary>
    private static string? Lost(JsonNode? original, JsonNode? written, string path) => (original, written) switch
    {
        (JsonObject a, JsonObject b) => a.Select(member => Lost(member.Value, b[member.Key], $"{path}.{member.Key}")).FirstOrDefault(lost => lost is not null),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).Select((pair, i) => Lost(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(lost => lost is not null),
        _ => JsonNode.DeepEquals(original, written) ? null : path,
    };
}
