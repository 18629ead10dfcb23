using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>One run with all that its page shows but the journal.</summary>
public sealed record RunSheet(WorkflowInstance Run, string Name)
{
    /// <summary>Null when the definition is gone.</summary>
    public WorkflowGraph? Graph { get; init; }
    public string? Deal { get; init; }

    /// <summary>It leads an open strict deal: only the deal's own verbs end it.</summary>
    public bool Leads { get; init; }
    public RunLink? Parent { get; init; }
    public IReadOnlyList<RunLink> Children { get; init; } = [];
    public IReadOnlyList<RunWait> Waits { get; init; } = [];
    public IReadOnlyList<RunFault> Faults { get; init; } = [];
    public IReadOnlyList<RunValue> Variables { get; init; } = [];
    public IReadOnlyList<RunValue> Input { get; init; } = [];
    public IReadOnlyList<RunValue> Output { get; init; } = [];

    /// <summary>By node id, in the order of the definition.</summary>
    public IReadOnlyDictionary<string, RunStep> Steps { get; init; } = new Dictionary<string, RunStep>();

    public bool IsOver => Run.IsOver;
}
