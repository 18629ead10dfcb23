using System.Collections;

namespace Crm.Workflows.Definitions;

/// <summary>Forward and backward connections of a flowchart as seen from one root (FC-02 to FC-04). Immutable.</summary>
public sealed class FlowPaths
{
    private readonly FlowchartGraph _graph;
    private readonly bool[] _forward;
    private readonly bool[] _validBackward;
    private readonly BitArray[] _ancestors;
    private readonly FlowConnection[][] _inbound;

    internal FlowPaths(FlowchartGraph graph, int root)
    {
        _graph = graph;
        Root = root;
        var count = graph.Children.Count;
        _forward = new bool[graph.Connections.Count];
        _ancestors = Enumerable.Range(0, count).Select(_ => new BitArray(count)).ToArray();
        AcceptForward(count);
        _inbound = Enumerable.Range(0, count).Select(i => graph.Connections.Where(c => c.Target == i && _forward[c.Index]).ToArray()).ToArray();
        _validBackward = graph.Connections.Select(c => !_forward[c.Index] && !CanReachWithout(c.Source, c.Target)).ToArray();
    }

    public int Root { get; }

    public bool IsForward(FlowConnection connection) => _forward[connection.Index];

    /// <summary>FC-03: every forward path from the root to the source passes the target.</summary>
    public bool IsValidBackward(FlowConnection connection) => _validBackward[connection.Index];

    /// <summary>FC-04: never reached from the root.</summary>
    public bool IsDangling(int node) => node != Root && _inbound[node].Length == 0;

    /// <summary>Forward connections into a node; connections out of dangling nodes are not among them.</summary>
    public IReadOnlyList<FlowConnection> Inbound(int node) => _inbound[node];

    public bool IsAncestor(int ancestor, int of) => _ancestors[of][ancestor];

    private void AcceptForward(int count)
    {
        if (Root < 0) return;
        var visited = new bool[count];
        var queue = new Queue<int>([Root]);
        visited[Root] = true;
        while (queue.TryDequeue(out var source))
        {
            foreach (var connection in _graph.Outbound[source])
            {
                var target = connection.Target;
                if (target == source || _ancestors[source][target]) continue;
                _forward[connection.Index] = true;
                if (!_ancestors[target][source]) Accept(source, target, count);
                if (visited[target]) continue;
                visited[target] = true;
                queue.Enqueue(target);
            }
        }
    }

    // Everything the target leads to has the source, and all that leads to it, behind itself.
    private void Accept(int source, int target, int count)
    {
        for (var node = 0; node < count; node++)
        {
            if (node != target && !_ancestors[node][target]) continue;
            _ancestors[node].Or(_ancestors[source]);
            _ancestors[node][source] = true;
        }
    }

    private bool CanReachWithout(int node, int avoided)
    {
        if (avoided == Root || node == avoided || Root < 0) return false;
        var visited = new bool[_graph.Children.Count];
        var queue = new Queue<int>([Root]);
        visited[Root] = true;
        while (queue.TryDequeue(out var current))
        {
            if (current == node) return true;
            foreach (var next in _graph.Outbound[current].Where(c => _forward[c.Index] && c.Target != avoided && !visited[c.Target]))
            {
                visited[next.Target] = true;
                queue.Enqueue(next.Target);
            }
        }
        return false;
    }
}
