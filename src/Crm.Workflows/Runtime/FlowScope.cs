using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>The counters of one running flowchart (section 6.3): visits of nodes and connections, and whether a connection was last followed.</summary>
public sealed class FlowScope
{
    private const string Member = "FlowScope";
    private const string RootMember = "crm:root";
    private readonly FlowchartGraph _graph;

    private FlowScope(FlowchartGraph graph, int root)
    {
        _graph = graph;
        Paths = graph.Paths(root);
        Visits = new int[graph.Children.Count];
        ConnectionVisits = new int[graph.Connections.Count];
        Followed = new bool[graph.Connections.Count];
    }

    public FlowPaths Paths { get; }
    public int[] Visits { get; }
    public int[] ConnectionVisits { get; }
    public bool[] Followed { get; }

    internal static FlowScope Begin(FlowchartGraph graph, int root) => new(graph, root);

    internal static FlowScope Load(FlowchartGraph graph, JsonObject? properties)
    {
        var root = properties?[RootMember]?.GetValue<string>() is { } id ? graph.PositionOf(id) : graph.Root();
        var scope = new FlowScope(graph, root < 0 ? graph.Root() : root);
        if (properties?[Member] is not JsonObject saved) return scope;
        foreach (var (name, count) in saved["ActivitiesVisitCount"] as JsonObject ?? [])
            if (graph.PositionOf(name) is >= 0 and var position) scope.Visits[position] = (int)count!;
        var visits = saved["ConnectionVisitCount"] as JsonObject ?? [];
        var followed = saved["ConnectionLastVisitFollowed"] as JsonObject ?? [];
        foreach (var connection in graph.Connections)
        {
            scope.ConnectionVisits[connection.Index] = (int?)visits[connection.Key] ?? 0;
            scope.Followed[connection.Index] = (bool?)followed[connection.Key] ?? false;
        }
        return scope;
    }

    internal void Save(JsonObject properties)
    {
        var visits = new JsonObject();
        var connections = new JsonObject();
        var followed = new JsonObject();
        for (var i = 0; i < Visits.Length; i++)
            if (Visits[i] > 0) visits[_graph.Children[i].Id] = Visits[i];
        foreach (var connection in _graph.Connections)
        {
            if (ConnectionVisits[connection.Index] == 0) continue;
            connections[connection.Key] = ConnectionVisits[connection.Index];
            followed[connection.Key] = Followed[connection.Index];
        }
        if (Paths.Root >= 0) properties[RootMember] = _graph.Children[Paths.Root].Id;
        properties[Member] = new JsonObject
        {
            ["ActivitiesVisitCount"] = visits,
            ["ConnectionVisitCount"] = connections,
            ["ConnectionLastVisitFollowed"] = followed,
        };
    }

    internal void Visit(FlowConnection connection, bool followed)
    {
        ConnectionVisits[connection.Index]++;
        Followed[connection.Index] = followed;
    }

    internal bool AllVisited(int node)
    {
        foreach (var connection in Paths.Inbound(node))
            if (ConnectionVisits[connection.Index] <= Visits[node]) return false;
        return true;
    }

    internal bool AnyFollowed(int node)
    {
        var most = Most(node);
        return most > Visits[node] && Paths.Inbound(node).Any(c => ConnectionVisits[c.Index] == most && Followed[c.Index]);
    }

    internal bool AllFollowed(int node)
    {
        var most = Most(node);
        return most > Visits[node] && Paths.Inbound(node).All(c => ConnectionVisits[c.Index] == most && Followed[c.Index]);
    }

    private int Most(int node)
    {
        var most = 0;
        foreach (var connection in Paths.Inbound(node)) most = Math.Max(most, ConnectionVisits[connection.Index]);
        return most;
    }
}
