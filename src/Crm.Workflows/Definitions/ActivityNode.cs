using System.Text.Json.Nodes;
using Crm.Domain;

namespace Crm.Workflows.Definitions;

/// <summary>An activity placed in a definition: a read-only view of its JSON, with its place computed.</summary>
public sealed class ActivityNode
{
    private readonly List<ActivityNode> _children = [];
    private readonly Dictionary<string, ActivityNode> _ports = new(StringComparer.Ordinal);

    internal ActivityNode(JsonObject json, ActivityNode? parent, string nodeId, int index)
    {
        Json = json;
        Parent = parent;
        NodeId = nodeId;
        Index = index;
        Id = json.Text("id") ?? "";
        Type = json.Text("type") ?? "";
        Name = json.Text("name");
        Version = json.Number("version") ?? 1;
        CustomProperties = json["customProperties"] as JsonObject;
        CanStart = CustomProperties.Flag("canStartWorkflow");
        Stage = CustomProperties?.Text("crm:stage");
        IsEntry = CustomProperties.Flag("crm:entry");
        Used = UsedDefinition.Of(this);
        Variables = DefinitionJson.Variables(json["variables"]);
        if (parent is not null && parent.Index >= 0) Depth = parent.Depth + 1;
    }

    public JsonObject Json { get; }
    public ActivityNode? Parent { get; }
    public string Id { get; }

    /// <summary>The path of ids from the definition; recomputed, whatever the document says.</summary>
    public string NodeId { get; }

    /// <summary>Position in document order over the whole definition; the outermost node has -1.</summary>
    public int Index { get; }

    public int Depth { get; }
    public string Type { get; }
    public int Version { get; }
    public string? Name { get; }
    public JsonObject? CustomProperties { get; }
    public bool CanStart { get; }

    /// <summary><c>crm:stage</c>: the stage this node belongs to.</summary>
    public string? Stage { get; }

    /// <summary><c>crm:entry</c>: the node where work in its stage begins (D-05).</summary>
    public bool IsEntry { get; }

    /// <summary>The definition that this node stands for; null when it is a step of its own.</summary>
    public UsedDefinition? Used { get; }

    public IReadOnlyList<Variable> Variables { get; }

    /// <summary>Direct children in document order, embedded ports last.</summary>
    public IReadOnlyList<ActivityNode> Children => _children;

    public ActivityNode? Port(string name) => _ports.GetValueOrDefault(name);

    /// <summary>The title in a language, else the one Studio shows, else the name, else the id.</summary>
    public string Title(string language) =>
        (CustomProperties?["crm:title"] as JsonObject)?.Text(language)
        ?? (Json["metadata"] as JsonObject)?.Text("displayText") ?? Name ?? Id;

    /// <summary>The title in both languages.</summary>
    public LocalText Titled => new(Title("en"), Title("ru"));

    public override string ToString() => NodeId;

    internal void Add(ActivityNode child, string? port = null)
    {
        _children.Add(child);
        if (port is not null) _ports[port] = child;
    }
}
