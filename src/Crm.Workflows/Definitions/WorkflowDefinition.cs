using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Workflows.Definitions;

/// <summary>A typed view of a document. The JSON behind it stays as it came, unknown members included.</summary>
public sealed class WorkflowDefinition
{
    public const string FlowchartType = "Elsa.Flowchart";
    public const string WorkflowType = "Elsa.Workflow";
    public const string WorkflowNodeId = "Workflow1";

    private readonly JsonObject _json;
    private readonly List<ActivityNode> _nodes = [];
    private string? _contentHash;

    public WorkflowDefinition(JsonObject json)
    {
        _json = json;
        Outermost = new ActivityNode(
            new JsonObject { ["id"] = WorkflowNodeId, ["type"] = WorkflowType, ["variables"] = json["variables"]?.DeepClone() }, null, WorkflowNodeId, -1);
        Inputs = InputDefinition.All(json["inputs"]);
        Outputs = InputDefinition.All(json["outputs"]);
        Outcomes = (json["outcomes"] as JsonArray)?.Select(o => o?.ToString() ?? "").ToArray() ?? [];
        if (json["root"] is JsonObject root) Root = AddNode(root, Outermost, null);
    }

    /// <summary>Identity of this version.</summary>
    public string Id => _json.Text("id") ?? "";

    /// <summary>Identity over all versions.</summary>
    public string DefinitionId => _json.Text("definitionId") ?? "";

    public int Version => Math.Max(1, _json.Number("version") ?? 1);
    public string? Name => _json.Text("name");
    public string? Description => _json.Text("description");
    public bool IsLatest => _json.Flag("isLatest");
    public bool IsPublished => _json.Flag("isPublished");
    public bool IsReadonly => _json.Flag("isReadonly");
    public bool IsSystem => _json.Flag("isSystem");
    public JsonObject CustomProperties => _json["customProperties"] as JsonObject ?? [];
    public JsonObject Options => _json["options"] as JsonObject ?? [];

    /// <summary>Other definitions may have it in the place of a step.</summary>
    public bool IsUsableAsActivity => (Options.ContainsKey("usableAsActivity") ? Options : _json).Flag("usableAsActivity");

    /// <summary><c>crm:dealType</c>: the code of the deal type this definition drives.</summary>
    public string? DealType => CustomProperties.Text("crm:dealType");

    public IReadOnlyList<Variable> Variables => Outermost.Variables;
    public IReadOnlyList<InputDefinition> Inputs { get; }
    public IReadOnlyList<InputDefinition> Outputs { get; }
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>The definition itself as the node around its root (JR-05).</summary>
    public ActivityNode Outermost { get; }

    public ActivityNode? Root { get; }

    /// <summary>Every node at any depth, in document order.</summary>
    public IReadOnlyList<ActivityNode> Nodes => _nodes;

    /// <summary>The document, as a copy that the caller may change.</summary>
    public JsonObject ToJson() => (JsonObject)_json.DeepClone();

    /// <summary>The whole document with sorted members and no white space: for round trips and diffs.</summary>
    public string CanonicalText => CanonicalJson.Write(_json);

    /// <summary>Lower-case hex SHA-256 over what decides the behavior (D-02).</summary>
    public string ContentHash => _contentHash ??= DefinitionHash.Content(_json);

    /// <summary>The same document with another identity or other flags.</summary>
    public WorkflowDefinition With(Action<JsonObject> change)
    {
        var copy = ToJson();
        change(copy);
        return new WorkflowDefinition(copy);
    }

    private ActivityNode AddNode(JsonObject json, ActivityNode parent, string? port)
    {
        var node = new ActivityNode(json, parent, $"{parent.NodeId}:{json.Text("id")}", _nodes.Count);
        _nodes.Add(node);
        parent.Add(node, port);
        foreach (var (child, childPort) in DefinitionJson.ChildrenOf(json)) AddNode(child, node, childPort);
        return node;
    }
}
