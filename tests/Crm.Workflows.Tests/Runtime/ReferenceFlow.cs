namespace Crm.Workflows.Tests.Runtime;

/// <summary>Runs a graph by the reference tables. Nodes complete at once when they run, so a run is a list of node names.</summary>
internal sealed class ReferenceFlow(RandomGraph graph, Func<int, string[]> outcomesOf)
{
    private readonly ReferenceTables _tables = new(graph, RootOf(graph));

    public List<string> Ran { get; } = [];

    public IEnumerable<string> SkippedNodes => _tables.Skipped.Select(n => n.ToString());

    public bool Broke => _tables.Broke;

    public bool HasBackward => _tables.HasBackward;

    public bool TooLong { get; private set; }

    public void Run()
    {
        while (_tables.Next is { } node && !Broke)
        {
            if (Ran.Count >= 200)
            {
                TooLong = true;
                return;
            }
            var run = Ran.Count.ToString();
            Ran.Add(node.ToString());
            _tables.Start(run, node);
            _tables.Complete(run, outcomesOf(node));
        }
    }

    private static int RootOf(RandomGraph graph) =>
        Enumerable.Range(0, graph.Count).FirstOrDefault(n => graph.Edges.All(e => e.To != n));
}
