using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>A run that a step of another run starts: in the same cycle, or after it, by an effect that carries this.</summary>
public sealed record ChildRun(Guid Id, string DefinitionId, Guid ParentInstanceId)
{
    /// <summary>The effect that starts a run after the transaction that asked for it.</summary>
    public const string Dispatched = "workflow.dispatched";

    /// <summary>The effect that tells a waiting run of the end of the one it waits for.</summary>
    public const string Ended = "workflow.child_ended";

    /// <summary>As other readers of the format know them.</summary>
    internal const string ParentMember = "ParentInstanceId", AwaitedMember = "WaitForCompletion";

    internal const string AncestorsMember = "crm:ancestors";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public JsonObject Input { get; init; } = [];
    public string? CorrelationId { get; init; }

    /// <summary>A step of the parent goes on only when this run has ended.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The definitions of the runs above it, the outermost first.</summary>
    public IReadOnlyList<string> Ancestors { get; init; } = [];

    public JsonObject ToJson() => (JsonObject)JsonSerializer.SerializeToNode(this, Json)!;

    public static ChildRun Read(string payload) =>
        JsonSerializer.Deserialize<ChildRun>(payload, Json) ?? throw new JsonException("An empty run.");

    internal JsonObject Properties()
    {
        var properties = new JsonObject
        {
            [ParentMember] = ParentInstanceId.ToString(),
            [AncestorsMember] = new JsonArray([.. Ancestors.Select(a => (JsonNode)a)]),
        };
        if (IsAwaited) properties[AwaitedMember] = true;
        return properties;
    }
}
