using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Everything a cycle may know besides graph, state and stimulus. A cycle has no other clock and no other source of chance.</summary>
public sealed record CycleScope
{
    public required DateTimeOffset Now { get; init; }
    public required ActivityRegistry Registry { get; init; }
    public required ExpressionEvaluator Expressions { get; init; }

    /// <summary>Null: seeded by the instance and its journal number.</summary>
    public CycleRandom? Random { get; init; }

    /// <summary>What the run works with; null when it runs apart from everything, as in a trial.</summary>
    public RunWork? Work { get; init; }

    /// <summary>What expressions see as <c>deal</c>; null: the view that the work of a deal gives at that moment.</summary>
    public JsonObject? DealView { get; init; }

    /// <summary>A person's command started the cycle: a refused rule ends the cycle instead of becoming an incident (D-03).</summary>
    public bool PersonCommand { get; init; }

    public IReadOnlyList<KnownFault> KnownFaults { get; init; } = [];

    /// <summary>The published version of a definition that a step may start; null, or without an answer: there is none.</summary>
    public Func<string, WorkflowGraph?>? Library { get; init; }

    /// <summary>Steps are counted over a cycle and the runs it starts; null: this cycle is the first.</summary>
    internal StepCount? Steps { get; init; }

    /// <summary>An earlier attempt left its limits, in these words: only that is recorded (CC-04).</summary>
    public string? Exceeded { get; init; }
}
