using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>How a run stands, as the one above it gets to know: the result of the step that started it.</summary>
public sealed record ChildResult(Guid WorkflowInstanceId, Guid? ParentInstanceId, string Status, string SubStatus, JsonObject Output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool IsOver => Status == "Finished";

    public static ChildResult Of(InstanceState state) => new(state.InstanceId,
        state.ParentWorkflowInstanceId is { } parent ? Guid.Parse(parent) : null, state.WireStatus, state.SubStatus, (JsonObject)state.Output.DeepClone());

    public static ChildResult Read(string payload) =>
        JsonSerializer.Deserialize<ChildResult>(payload, Json) ?? throw new JsonException("An empty result.");

    public JsonObject ToJson() => (JsonObject)JsonSerializer.SerializeToNode(this, Json)!;
}
