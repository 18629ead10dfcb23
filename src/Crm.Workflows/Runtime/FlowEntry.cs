using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>
/// FC-17 (D-05): the counters of a flowchart that begins at an entry node. All that lies on forward paths from the root to it counts as
/// visited once: followed on one path, dead elsewhere. What branches off before the entry is dead too, so that no join behind it waits for it.
/// </summary>
internal sealed class FlowEntry(FlowchartGraph graph, FlowScope scope, int root, int entry)
{
    public void CountVisited()
    {
        if (entry == root) return;
        if (scope.Paths.IsDangling(entry)) throw new FlowException("FC-17", $"The step {graph.Children[entry].Id} is not reached from the start.");
        var path = PathToEntry();
        for (var node = 0; node < graph.Children.Count; node++)
            if (IsPassed(node)) scope.Visits[node] = 1;
        for (var node = 0; node < graph.Children.Count; node++)
            if (IsPassed(node))
                foreach (var connection in graph.Outbound[node])
                    scope.Visit(connection, path.Contains(connection));
        for (var node = 0; node < graph.Children.Count; node++)
            if (IsPassed(node))
                foreach (var connection in graph.Outbound[node])
                    Die(connection);
    }

    private bool IsPassed(int node) => scope.Paths.IsAncestor(node, entry);

    private void Die(FlowConnection connection)
    {
        var target = connection.Target;
        if (!scope.Paths.IsForward(connection) || target == entry || IsPassed(target) || scope.Visits[target] > 0 || !scope.AllVisited(target)) return;
        scope.Visits[target] = 1;
        foreach (var next in graph.Outbound[target])
        {
            scope.Visit(next, followed: false);
            Die(next);
        }
    }

    // The shortest path, by document order where two are equal.
    private HashSet<FlowConnection> PathToEntry()
    {
        var cameBy = new FlowConnection?[graph.Children.Count];
        var queue = new Queue<int>([root]);
        while (queue.TryDequeue(out var node) && cameBy[entry] is null)
        {
            foreach (var connection in graph.Outbound[node])
            {
                var target = connection.Target;
                if (!scope.Paths.IsForward(connection) || cameBy[target] is not null || target != entry && !IsPassed(target)) continue;
                cameBy[target] = connection;
                queue.Enqueue(target);
            }
        }
        var path = new HashSet<FlowConnection>();
        for (var node = entry; node != root && cameBy[node] is { } step; node = step.Source) path.Add(step);
        return path;
    }
}
