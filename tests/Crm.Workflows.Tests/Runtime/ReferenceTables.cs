namespace Crm.Workflows.Tests.Runtime;

/// <summary>
/// A second, independent reading of FC-02 to FC-15 as plain tables, without the engine's types. It is told what starts, completes and is
/// canceled, and says what is due to start, what is skipped and what is canceled with it.
/// </summary>
internal sealed class ReferenceTables
{
    private readonly (int From, string Port, int To)[] _edges;
    private readonly string?[] _joins;
    private readonly int _root;
    private readonly bool[] _forward;
    private readonly List<(int Node, bool Backward)> _queue = [];
    private readonly List<(string Run, int Node, bool Backward)> _running = [];
    private readonly HashSet<(int, int)> _accepted = [];
    private readonly HashSet<int> _reached = [];

    public ReferenceTables(RandomGraph graph, int root)
    {
        (_edges, _joins, _root) = (graph.Edges, graph.Joins, root);
        _forward = new bool[_edges.Length];
        NodeVisits = new int[graph.Count];
        EdgeVisits = new int[_edges.Length];
        Followed = new bool[_edges.Length];
        Prepare();
        _queue.Add((root, false));
    }

    public int[] NodeVisits { get; }
    public int[] EdgeVisits { get; }
    public bool[] Followed { get; }
    public List<int> Skipped { get; } = [];

    /// <summary>Runs of nodes that were canceled because a join needs them no longer.</summary>
    public List<string> NoLongerNeeded { get; } = [];

    /// <summary>A way back was followed that FC-03 forbids.</summary>
    public bool Broke { get; private set; }

    public bool HasBackward => Enumerable.Range(0, _edges.Length).Any(e => !_forward[e] && _reached.Contains(_edges[e].From));

    /// <summary>The node that starts next; null when nothing is due.</summary>
    public int? Next => _queue.Count == 0 ? null : _queue[0].Node;

    /// <returns>False when it was not due to start.</returns>
    public bool Start(string run, int node)
    {
        var place = _queue.FindIndex(q => q.Node == node);
        if (place < 0) return false;
        _running.Add((run, node, _queue[place].Backward));
        _queue.RemoveAt(place);
        return true;
    }

    public void Complete(string run, IReadOnlyCollection<string> outcomes)
    {
        var (node, backward) = Over(run);
        if (!backward) NodeVisits[node]++;
        Leave(node, outcomes.Contains);
    }

    public void Cancel(string run) => Leave(Over(run).Node, _ => false);

    public bool IsRunning(string run) => _running.Exists(r => r.Run == run);

    private (int Node, bool Backward) Over(string run)
    {
        var place = _running.FindIndex(r => r.Run == run);
        var (_, node, backward) = _running[place];
        _running.RemoveAt(place);
        return (node, backward);
    }

    private void Prepare()
    {
        var order = new Queue<int>([_root]);
        _reached.Add(_root);
        while (order.Count > 0)
        {
            var from = order.Dequeue();
            foreach (var edge in _edges.Where(e => e.From == from))
            {
                if (edge.To == from || PathExists(edge.To, from)) continue;
                _accepted.Add((from, edge.To));
                if (_reached.Add(edge.To)) order.Enqueue(edge.To);
            }
        }
        for (var e = 0; e < _edges.Length; e++) _forward[e] = _accepted.Contains((_edges[e].From, _edges[e].To));
    }

    private void Leave(int node, Func<string, bool> follows)
    {
        for (var e = 0; e < _edges.Length && !Broke; e++)
        {
            if (_edges[e].From != node) continue;
            EdgeVisits[e]++;
            Followed[e] = follows(_edges[e].Port);
            Decide(e);
        }
    }

    private void Decide(int e)
    {
        var t = _edges[e].To;
        if (!_forward[e])
        {
            if (!Followed[e]) return;
            if (!Valid(e)) Broke = true;
            else _queue.Add((t, true));
            return;
        }
        int[] incoming = [.. Enumerable.Range(0, _edges.Length).Where(i => _edges[i].To == t && _forward[i])];
        var allVisited = incoming.Min(i => EdgeVisits[i]) > NodeVisits[t];
        var most = incoming.Max(i => EdgeVisits[i]);
        var any = most > NodeVisits[t] && incoming.Any(i => EdgeVisits[i] == most && Followed[i]);
        var all = most > NodeVisits[t] && incoming.All(i => EdgeVisits[i] == most && Followed[i]);
        if (_joins[t] == "WaitAny")
        {
            if (EdgeVisits[e] <= NodeVisits[t] || _queue.Exists(q => q.Node == t)) return;
            if (any) TakeFirst(t);
            else if (allVisited) Skip(t);
        }
        else if (allVisited && (_joins[t] == "WaitAll" ? all : any)) _queue.Add((t, false));
        else if (allVisited) Skip(t);
    }

    private void TakeFirst(int t)
    {
        _queue.Add((t, false));
        foreach (var (run, _, _) in _running.Where(r => r.Node != t && PathExists(r.Node, t)).ToList())
        {
            if (!IsRunning(run)) continue;
            NoLongerNeeded.Add(run);
            Cancel(run);
        }
    }

    private void Skip(int t)
    {
        NodeVisits[t]++;
        Skipped.Add(t);
        Leave(t, _ => false);
    }

    private bool PathExists(int from, int to, int without = -1)
    {
        if (from == without) return false;
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>([from]);
        while (stack.Count > 0)
        {
            var at = stack.Pop();
            if (at == to) return true;
            foreach (var (_, next) in _accepted.Where(a => a.Item1 == at && a.Item2 != without))
                if (seen.Add(next)) stack.Push(next);
        }
        return false;
    }

    private bool Valid(int e) => _edges[e].From == _edges[e].To || !PathExists(_root, _edges[e].From, without: _edges[e].To);
}
