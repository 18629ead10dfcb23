namespace Crm.Workflows.Tests.Runtime;

/// <summary>A graph drawn at random: nodes by position, edges as source, port, target, and the mode of each node that joins.</summary>
internal sealed record RandomGraph(int Count, (int From, string Port, int To)[] Edges, string?[] Joins)
{
    public static readonly string[] Ports = ["Done", "True", "False"];
    private static readonly string[] Modes = ["WaitAny", "WaitAll", "WaitAllActive"];

    public static RandomGraph Draw(Random random, int most, bool loops)
    {
        var count = random.Next(1, most + 1);
        string?[] joins = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? Modes[random.Next(3)] : null)];
        return new(count, DrawEdges(random, count, loops), joins);
    }

    /// <param name="step">Adds a node that does not join.</param>
    public Flow ToFlow(Action<Flow, string> step)
    {
        var flow = Flow.New();
        for (var n = 0; n < Count; n++)
        {
            if (Joins[n] is { } mode) flow.Join($"n{n}", mode);
            else step(flow, $"n{n}");
        }
        foreach (var (from, port, to) in Edges) flow.Edge($"n{from}:{port}", $"n{to}");
        return flow;
    }

    private static (int, string, int)[] DrawEdges(Random random, int count, bool loops)
    {
        var edges = new List<(int, string, int)>();
        for (var i = random.Next(0, 2 * count + 1); i > 0; i--)
        {
            var (from, to) = (random.Next(count), random.Next(count));
            if (!loops && from == to) continue;
            if (!loops && from > to) (from, to) = (to, from);
            var edge = (from, Ports[random.Next(3)], to);
            if (!edges.Contains(edge)) edges.Add(edge);
        }
        return [.. edges];
    }
}
