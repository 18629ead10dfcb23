namespace Crm.Workflows.Definitions;

/// <summary>Checks where the paths of a flowchart can lead: joins that wait for what never comes, loops that never end.</summary>
internal sealed class PathRules(WorkflowGraph graph, NodePlan flowchart, List<Finding> findings)
{
    private readonly FlowchartGraph _flow = flowchart.Flowchart!;
    private FlowPaths Paths => _flow.Paths(_flow.Root());

    public void Check()
    {
        if (_flow.Children.Count == 0) return;
        for (var node = 0; node < _flow.Children.Count; node++)
        {
            if (IsWaitAll(node) && DeadPair(node) is { } question)
                Add("FC-JOIN-DEAD", _flow.Children[node], _flow.Children[question].Titled);
        }
        foreach (var loop in Loops().Where(l => !l.Exists(CanLeave)))
            if (loop.All(n => !Exits(n, loop)))
                Add("FC-NOEXIT", _flow.Children[loop[0]]);
    }

    // Two branches of a WaitAll that hang on different answers of one question with one answer.
    private int? DeadPair(int join)
    {
        var inbound = Paths.Inbound(join);
        for (var question = 0; question < _flow.Children.Count; question++)
        {
            if (!HasOneAnswer(_flow.Children[question]) || !Paths.IsAncestor(question, join)) continue;
            var answers = inbound.Select(c => AnswersBefore(c, question)).Where(a => a is not null).ToList();
            for (var i = 0; i < answers.Count; i++)
                for (var k = i + 1; k < answers.Count; k++)
                    if (!answers[i]!.Overlaps(answers[k]!)) return question;
        }
        return null;
    }

    /// <summary>The answers by which a connection can be reached; null when it is reached without the question as well.</summary>
    private HashSet<string>? AnswersBefore(FlowConnection connection, int question)
    {
        if (connection.Source == question) return [connection.Port];
        if (Reach([_flow.Root()], avoid: question).Contains(connection.Source)) return null;
        return _flow.Outbound[question].Where(c => Paths.IsForward(c) && Reach([c.Target], avoid: question).Contains(connection.Source))
            .Select(c => c.Port).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } ports ? ports : null;
    }

    private HashSet<int> Reach(IEnumerable<int> from, int avoid, bool forwardOnly = true)
    {
        var seen = from.Where(n => n != avoid).ToHashSet();
        var stack = new Stack<int>(seen);
        while (stack.TryPop(out var node))
            foreach (var connection in _flow.Outbound[node])
                if ((!forwardOnly || Paths.IsForward(connection)) && connection.Target != avoid && seen.Add(connection.Target)) stack.Push(connection.Target);
        return seen;
    }

    private List<List<int>> Loops()
    {
        var reach = Enumerable.Range(0, _flow.Children.Count).Select(n => Reach(_flow.Outbound[n].Select(c => c.Target), -1, forwardOnly: false)).ToArray();
        return Enumerable.Range(0, reach.Length).Where(n => reach[n].Contains(n) && (n == Paths.Root || !Paths.IsDangling(n)))
            .GroupBy(n => reach[n].Where(m => reach[m].Contains(n)).Min())
            .Select(g => g.ToList()).ToList();
    }

    private bool Exits(int node, List<int> loop) => _flow.Outbound[node].Any(c => !loop.Contains(c.Target));

    // A terminal step, an outcome nothing is connected to, or outcomes nobody knows before a run.
    private bool CanLeave(int node)
    {
        if (graph.PlanOf(_flow.Children[node]).Descriptor is not { IsTerminal: false } descriptor) return true;
        var own = descriptor.DynamicOutcomes ? descriptor.OutcomesOf?.Invoke(_flow.Children[node]) : [];
        return own is null || descriptor.Outcomes.Concat(own).Any(o => !_flow.Outbound[node].Any(c => c.Port == o));
    }

    private bool IsWaitAll(int node) =>
        _flow.Children[node].Type == "Elsa.FlowJoin" && graph.PlanOf(_flow.Children[node]) is var plan
        && plan.InputPosition("mode") is >= 0 and var mode && plan.Inputs[mode].Value?.ToString() is "WaitAll" or "1";

    private static bool HasOneAnswer(ActivityNode node) =>
        node.Type is "Elsa.FlowDecision" or "Crm.WaitForTask" or "Crm.CheckGate" or "Crm.MoveDeal" or "Crm.WaitForMove";

    private void Add(string code, ActivityNode node, params object?[] others) =>
        findings.Add(Finding.Error(code, node.NodeId, null, [node.Titled, .. others]));
}
