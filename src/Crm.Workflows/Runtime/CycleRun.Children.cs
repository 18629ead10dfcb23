using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Runs below this one.</summary>
internal sealed partial class CycleRun
{
    private const int MostAncestors = 10;
    private readonly List<CycleResult> _children = [];
    private readonly List<Guid> _canceledChildren = [];

    /// <summary>Whoever waits for this run learns of its end without being told: it runs inside the cycle of that one, or is canceled by it.</summary>
    public bool IsWatched { get; init; }

    public bool HasDeal => Scope.Work is DealWork || Scope.DealView is not null;

    /// <exception cref="FlowException">WF-CHILD, WF-CYCLE, WF-DEPTH, WF-INPUT; CO-01: a run of a deal keeps the deal's id.</exception>
    public ChildRun NewChild(string? definitionId, JsonNode? input, string? correlationId, bool awaited)
    {
        if (correlationId is not null && correlationId != State.CorrelationId && HasDeal)
            throw new FlowException("CO-01", "A run below a deal's run has the correlation id of the deal.");
        string[] ancestors = [.. (State.Properties[ChildRun.AncestorsMember] as JsonArray ?? []).Select(a => a!.ToString()), State.DefinitionId];
        if (ancestors.Contains(definitionId)) throw new FlowException("WF-CYCLE", $"A run of {definitionId} cannot start another one below itself.");
        if (ancestors.Length > MostAncestors) throw new FlowException("WF-DEPTH", $"At most {MostAncestors} runs stand one below the other.");
        var graph = Published(definitionId);
        return new ChildRun(Random.NextGuid(), definitionId!, InstanceId)
        {
            Input = Accepted(graph.Definition, input),
            CorrelationId = correlationId ?? State.CorrelationId,
            IsAwaited = awaited,
            Ancestors = ancestors,
        };
    }

    /// <summary>Runs the first cycle of a child inside this one: its steps count, and what stops it stops both.</summary>
    public CycleResult Start(ChildRun child)
    {
        var (graph, scope) = (Published(child.DefinitionId), Scope with { Steps = _steps });
        return Scope.Work is { } work
            ? work.InRun(child.Id, () => ExecutionCycle.StartWithin(graph, child, scope))
            : ExecutionCycle.StartWithin(graph, child, scope);
    }

    public void Keep(List<CycleResult> started, List<Guid> canceled)
    {
        _children.AddRange(started);
        _canceledChildren.AddRange(canceled);
    }

    private WorkflowGraph Published(string? definitionId) =>
        (definitionId is null ? null : Scope.Library?.Invoke(definitionId))
        ?? throw new FlowException("WF-CHILD", $"There is no published version of {definitionId}.");

    private JsonObject Accepted(WorkflowDefinition definition, JsonNode? input)
    {
        if (input is not (null or JsonObject)) throw new FlowException("WF-INPUT", "The input of a run is an object of names and values.");
        var accepted = new JsonObject();
        foreach (var (name, value) in input as JsonObject ?? [])
        {
            // What is not declared is passed on as it is: scripts may ask for it by name.
            var declared = definition.Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
            accepted[declared?.Name ?? name] = declared is null ? value?.DeepClone() : Converted(definition, declared, value)?.DeepClone();
        }
        accepted[ChildRun.ParentMember] = InstanceId.ToString();
        return accepted;
    }

    private static JsonNode? Converted(WorkflowDefinition definition, InputDefinition declared, JsonNode? value)
    {
        try
        {
            return ValueConversion.Convert(value, declared.Type);
        }
        catch (ExpressionException fault)
        {
            throw new FlowException("WF-INPUT", $"Input {declared.Name} of {definition.DefinitionId}: {fault.Message}");
        }
    }

    private void TellParent(WorkflowStatus status)
    {
        if (IsWatched || status is WorkflowStatus.Running or WorkflowStatus.Suspended) return;
        if (State.ParentWorkflowInstanceId is null || (bool?)State.Properties[ChildRun.AwaitedMember] != true) return;
        _effects.Add(new OutboxEffect(ChildRun.Ended, ChildResult.Of(State).ToJson().ToJsonString(),
            $"{InstanceId:N}:{State.ExecutionLogSequence}:{ChildRun.Ended}"));
    }
}
