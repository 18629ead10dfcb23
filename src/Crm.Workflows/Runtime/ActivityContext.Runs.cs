using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>The part for steps that start other runs.</summary>
public sealed partial class ActivityContext
{
    private readonly List<CycleResult> _started = [];
    private readonly List<Guid> _canceled = [];

    /// <summary>A run of the published version of a definition, below this one and not started yet.</summary>
    /// <param name="input">An object of names and values; what the definition declares is converted to its type.</param>
    /// <exception cref="FlowException">WF-CHILD: no published version. WF-CYCLE, WF-DEPTH: it would stand below itself, or too deep. WF-INPUT.</exception>
    public ChildRun NewChild(string? definitionId, JsonNode? input, string? correlationId, bool awaited) =>
        _run.NewChild(definitionId, input, correlationId, awaited);

    /// <summary>Runs it in this very cycle until it waits or ends.</summary>
    public ChildResult Start(ChildRun child)
    {
        TouchedWork |= _run.Scope.Work is not null;
        var result = _run.Start(child);
        _started.Add(result);
        return ChildResult.Of(result.State);
    }

    /// <summary>Nobody waits for a run any more: it is canceled if it is not over.</summary>
    public void CancelRun(Guid instanceId) => _canceled.Add(instanceId);
}
