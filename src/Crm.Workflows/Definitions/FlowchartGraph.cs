using System.Collections.Concurrent;

namespace Crm.Workflows.Definitions;

/// <summary>The connections of one flowchart. What is forward depends on the root, so paths are computed once per root and kept.</summary>
public sealed class FlowchartGraph
{
    private readonly ConcurrentDictionary<int, FlowPaths> _paths = new();
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    internal FlowchartGraph(ActivityNode flowchart)
    {
        Children = flowchart.Children;
        for (var i = 0; i < Children.Count; i++) _positions.TryAdd(Children[i].Id, i);
        var connections = new List<FlowConnection>();
        var lost = new List<Connection>();
        var doubled = new List<Connection>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (connection, _) in ConnectionJson.Read(flowchart.Json["connections"]))
        {
            if (!seen.Add(connection.Key)) doubled.Add(connection);
            else if (_positions.TryGetValue(connection.Source, out var source) && _positions.TryGetValue(connection.Target, out var target))
                connections.Add(new FlowConnection(connections.Count, connection, source, target));
            else lost.Add(connection);
        }
        Connections = connections;
        Lost = lost;
        Doubled = doubled;
        Outbound = Enumerable.Range(0, Children.Count).Select(i => connections.Where(c => c.Source == i).ToArray()).ToArray();
    }

    public IReadOnlyList<ActivityNode> Children { get; }

    /// <summary>In document order.</summary>
    public IReadOnlyList<FlowConnection> Connections { get; }

    /// <summary>Connections to nodes that do not exist (CN-03).</summary>
    public IReadOnlyList<Connection> Lost { get; }

    public IReadOnlyList<Connection> Doubled { get; }

    public IReadOnlyList<FlowConnection[]> Outbound { get; }

    public int PositionOf(string id) => _positions.GetValueOrDefault(id, -1);

    /// <summary>FC-01. The trigger that started the instance comes first, when it is a direct child.</summary>
    public int Root(string? triggerId = null)
    {
        if (Children.Count == 0) return -1;
        if (triggerId is not null && _positions.TryGetValue(triggerId, out var trigger)) return trigger;
        for (var i = 0; i < Children.Count; i++)
            if (Children[i].Type == "Elsa.Start") return i;
        for (var i = 0; i < Children.Count; i++)
            if (Children[i].CanStart) return i;
        for (var i = 0; i < Children.Count; i++)
            if (!Connections.Any(c => c.Target == i)) return i;
        return 0;
    }

    public FlowPaths Paths(int root) => _paths.GetOrAdd(root, static (r, graph) => new FlowPaths(graph, r), this);
}
