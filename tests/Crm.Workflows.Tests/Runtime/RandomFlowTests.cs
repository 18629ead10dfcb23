using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>The engine agrees with a second reading of the rules on random graphs.</summary>
public sealed class RandomFlowTests
{
    private const int Graphs = 10_000;
    private static readonly ExpressionEvaluator Expressions = new();
    private static readonly Guid Id = new("0197f0a0-0000-7000-8000-000000000002");

    [Fact]
    public void Engine_and_reference_agree_step_by_step_and_loop_free_runs_finish()
    {
        var compared = 0;
        var finished = 0;
        System.Threading.Tasks.Parallel.For(0, Graphs, seed =>
        {
            var (ran, done) = Compare(seed);
            if (ran) Interlocked.Increment(ref compared);
            if (done) Interlocked.Increment(ref finished);
        });
        Assert.True(compared > Graphs * 9 / 10, $"Only {compared} graphs were compared.");
        Assert.True(finished > Graphs / 4, $"Only {finished} runs finished.");
    }

    private static (bool Compared, bool Finished) Compare(int seed)
    {
        var drawn = RandomGraph.Draw(new Random(seed), most: 12, loops: seed % 3 != 0);

        var reference = new ReferenceFlow(drawn, new Told(seed).Next);
        reference.Run();
        if (reference.TooLong) return (false, false);

        var told = new Told(seed);
        var registry = new ActivityRegistry([.. FlowActivities.All.Where(a => a.Descriptor.Type != "Elsa.FlowJoin"), new Step("Test.Step", told), new Step("Elsa.FlowJoin", told)]);
        var graph = WorkflowGraph.Build(drawn.ToFlow((flow, id) => flow.Steps(id)).Definition(), registry.Descriptors);
        var result = ExecutionCycle.Start(graph, Id, null, null, new CycleScope { Now = Trace.Start, Registry = registry, Expressions = Expressions });

        var ran = result.Journal.Where(e => e is { EventName: "Started", ActivityType: "Test.Step" or "Elsa.FlowJoin" }).Select(e => e.ActivityId[1..]);
        // What was queued before a forbidden way back still runs; the reference stops there.
        if (reference.Broke) ran = ran.Take(reference.Ran.Count);
        Assert.True(reference.Ran.SequenceEqual(ran), $"Seed {seed}: {string.Join(' ', reference.Ran)} against {string.Join(' ', ran)}");
        if (reference.Broke)
        {
            Assert.Equal("FC-03", result.NewIncidents[0].Code);
            return (true, false);
        }
        Assert.True(reference.SkippedNodes.SequenceEqual(result.Journal.Where(e => e.EventName == "Skipped").Select(e => e.ActivityId[1..])), $"Seed {seed}: skipped");
        Assert.Equal(WorkflowStatus.Finished, result.Status);
        return (true, !reference.HasBackward);
    }

    /// <summary>The same answers for both sides: the k-th run of a node leaves by the same outcomes.</summary>
    private sealed class Told(int seed)
    {
        private readonly Dictionary<int, int> _runs = [];

        public string[] Next(int node)
        {
            var run = _runs[node] = _runs.GetValueOrDefault(node) + 1;
            var random = new Random(seed * 1_000_003 + node * 1009 + run);
            return RandomGraph.Ports.Where(_ => random.Next(2) == 0).DefaultIfEmpty("Done").ToArray();
        }
    }

    private sealed class Step(string type, Told told) : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new(type) { DynamicOutcomes = true, Inputs = [new("mode", "String")] };

        public override ActivityResult Execute(ActivityContext context)
        {
            if (Descriptor.Type == "Elsa.FlowJoin") context.CancelForwardAncestors();
            return ActivityResult.Done(told.Next(int.Parse(context.Node.Id[1..])));
        }
    }
}
