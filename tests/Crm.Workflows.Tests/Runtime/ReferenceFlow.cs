namespace Crm.Workflows.Tests.Runtime;

/// <summary>
/// A second, independent reading of FC-01 to FC-16 as plain tables, without the engine's types. Nodes complete at once
/// when they run, so a run is a list of node names. Names are positions; an edge is source, port, target.
/// </summary>
internal sealed class ReferenceFlow(int count, (int From, string Port, int To)[] edges, string?[] joins, Func<int, string[]> outcomesOf)
{
    private readonly bool[] _forward = new bool[edges.Length];
    private readonly int[] _v = new int[count];
    private readonly int[] _c = new int[edges.Length];
    private readonly bool[] _f = new bool[edges.Length];
    private readonly List<(int Node, bool Backward)> _queue = [];
    private readonly HashSet<(int, int)> _accepted = [];
    private readonly HashSet<int> _reached = [];
    private bool _scheduled;

    public List<string> Ran { get; } = [];
    public List<string> SkippedNodes { get; } = [];

    /// <summary>A way back was followed that FC-03 forbids.</summary>
    public bool Broke { get; private set; }

    public bool TooLong { get; private set; }

    public (int[] V, int[] C, bool[] F) Tables => (_v, _c, _f);

    public bool HasInvalidBackward => Enumerable.Range(0, edges.Length).Any(e => !_forward[e] && _reached.Contains(edges[e].From) && !Valid(e));

    public bool HasBackward => Enumerable.Range(0, edges.Length).Any(e => !_forward[e] && _reached.Contains(edges[e].From));

    public void Prepare()
    {
        var root = Root();
        var order = new Queue<int>();
        order.Enqueue(root);
        _reached.Add(root);
        while (order.Count > 0)
        {
            var from = order.Dequeue();
            foreach (var edge in edges.Where(e => e.From == from))
            {
                if (edge.To == from || PathExists(edge.To, from)) continue;
                _accepted.Add((from, edge.To));
                if (_reached.Add(edge.To)) order.Enqueue(edge.To);
            }
        }
        for (var e = 0; e < edges.Length; e++) _forward[e] = _accepted.Contains((edges[e].From, edges[e].To));
    }

    public void Run()
    {
        _queue.Add((Root(), false));
        while (_queue.Count > 0 && !Broke)
        {
            var (node, backward) = _queue[0];
            _queue.RemoveAt(0);
            if (Ran.Count >= 200) { TooLong = true; return; }
            Ran.Add(node.ToString());
            var named = outcomesOf(node);
            if (!backward) _v[node]++;
            _scheduled = false;
            for (var e = 0; e < edges.Length && !Broke; e++)
            {
                if (edges[e].From != node) continue;
                _c[e]++;
                _f[e] = named.Contains(edges[e].Port);
                Decide(e);
            }
            if (!_scheduled && _queue.Count == 0) return;
        }
    }

    private int Root()
    {
        for (var n = 0; n < count; n++)
            if (edges.All(e => e.To != n)) return n;
        return 0;
    }

    private void Decide(int e)
    {
        if (!_forward[e])
        {
            if (!_f[e]) return;
            if (!Valid(e)) { Broke = true; return; }
            Push(edges[e].To, true);
            return;
        }
        var t = edges[e].To;
        var incoming = Enumerable.Range(0, edges.Length).Where(i => edges[i].To == t && _forward[i]).ToArray();
        var allVisited = incoming.Min(i => _c[i]) > _v[t];
        var most = incoming.Max(i => _c[i]);
        var any = most > _v[t] && incoming.Any(i => _c[i] == most && _f[i]);
        var all = most > _v[t] && incoming.All(i => _c[i] == most && _f[i]);
        switch (joins[t])
        {
            case "WaitAny":
                if (_c[e] <= _v[t] || _queue.Any(q => q.Node == t)) return;
                if (any) Push(t, false);
                else if (allVisited) Skip(t);
                return;
            case "WaitAll":
                if (!allVisited) return;
                if (all) Push(t, false);
                else Skip(t);
                return;
            default:
                if (!allVisited) return;
                if (any) Push(t, false);
                else Skip(t);
                return;
        }
    }

    private void Skip(int t)
    {
        _v[t]++;
        SkippedNodes.Add(t.ToString());
        for (var e = 0; e < edges.Length && !Broke; e++)
        {
            if (edges[e].From != t) continue;
            _c[e]++;
            _f[e] = false;
            Decide(e);
        }
    }

    private void Push(int node, bool backward)
    {
        _queue.Add((node, backward));
        _scheduled = true;
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

    private bool Valid(int e) => edges[e].From == edges[e].To || !PathExists(Root(), edges[e].From, without: edges[e].To);
}
