using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>One cycle at work: the queue, the open runs of nodes, and what has been collected so far.</summary>
internal sealed partial class CycleRun
{
    private const int NodeLimit = 500;
    private const int DocumentLimit = 1024 * 1024;
    private readonly Dictionary<string, ActivityExecution> _executions = new(StringComparer.Ordinal);
    private readonly StepCount _steps;
    private bool _triggerTaken;

    public CycleRun(WorkflowGraph graph, InstanceState state, CycleScope scope)
    {
        Graph = graph;
        State = state;
        Scope = scope;
        InstanceId = state.InstanceId;
        _steps = scope.Steps ?? new StepCount();
        Random = scope.Random ?? CycleRandom.For(InstanceId, state.ExecutionLogSequence);
        foreach (var execution in state.ActivityExecutionContexts) Attach(execution);
    }

    public WorkflowGraph Graph { get; }
    public InstanceState State { get; }
    public CycleScope Scope { get; }
    public CycleRandom Random { get; }
    public Guid InstanceId { get; }

    /// <summary>The trigger that starts this instance, and what it brought.</summary>
    public (ActivityNode Node, Stimulus Stimulus)? StartedBy { get; init; }

    /// <summary>D-05: where the root flowchart begins.</summary>
    public ActivityNode? Entry { get; init; }

    private List<ScheduledActivity> Queue => State.ScheduledActivities;

    public void Drain()
    {
        Runtime.Fault.At("before-first-node");
        while (Queue.Count > 0)
        {
            var item = Queue[0];
            Queue.RemoveAt(0);
            RunScheduled(item);
            if (Queue.Count > 0) Runtime.Fault.At("between-nodes");
        }
    }

    public ActivityExecution Begin(NodePlan plan, ActivityExecution? parent, ScheduledActivity? item = null)
    {
        var execution = new ActivityExecution
        {
            Id = Random.NextId(),
            Plan = plan,
            Parent = parent,
            ParentContextId = parent?.Id,
            CallStackDepth = parent is null ? 0 : parent.CallStackDepth + 1,
            ScheduledActivityNodeId = plan.Node.NodeId,
            OwnerActivityNodeId = parent?.Plan.Node.NodeId,
            Status = NodeStatus.Running,
            StartedAt = Scope.Now,
            Tag = item?.Tag,
            DynamicVariables = item?.Variables ?? [],
        };
        State.ActivityExecutionContexts.Add(execution);
        _executions[execution.Id] = execution;
        return execution;
    }

    public ActivityExecution? Find(string executionId) => _executions.GetValueOrDefault(executionId);

    /// <summary>Runs a node again that is already open (Retry).</summary>
    public void Again(ActivityExecution execution)
    {
        var resumed = execution.Properties?["crm:resumed"] as JsonObject;
        if (resumed is null) Queue.Add(new ScheduledActivity
        {
            ActivityNodeId = execution.ScheduledActivityNodeId,
            OwnerContextId = execution.ParentContextId,
            ExistingActivityExecutionContextId = execution.Id,
        });
        else Resume(execution, new Stimulus(resumed["name"]?.GetValue<string>() ?? "") { Input = resumed["input"]?.DeepClone() as JsonObject });
    }

    public void Resume(ActivityExecution execution, Stimulus stimulus)
    {
        CountStep();
        Invoke(execution, (activity, context) => activity.Resume(context, stimulus), stimulus, isStep: true);
    }

    private void Attach(ActivityExecution execution)
    {
        execution.Plan = Graph.Find(execution.ScheduledActivityNodeId)
            ?? throw new FlowException("WF-NODE", $"The definition has no step {execution.ScheduledActivityNodeId}.");
        execution.Parent = execution.ParentContextId is { } parent ? _executions.GetValueOrDefault(parent) : null;
        execution.Inputs = RestoredInputs(execution);
        _executions[execution.Id] = execution;
    }

    private void RunScheduled(ScheduledActivity item)
    {
        var parent = item.OwnerContextId is { } owner ? Find(owner) : null;
        if (parent is null || Graph.Find(item.ActivityNodeId) is not { } plan) return;
        CountStep();
        var execution = item.ExistingActivityExecutionContextId is { } existing ? Find(existing) : null;
        JournalEntry? started = null;
        if (execution is null)
        {
            execution = Begin(plan, parent, item);
            started = Record(execution, JournalEvent.Started);
        }
        Invoke(execution, (activity, context) =>
        {
            EvaluateInputs(execution, context, started);
            return TakeTrigger(plan) is { } stimulus ? activity.Resume(context, stimulus) : activity.Execute(context);
        }, isStep: true);
    }

    private void Invoke(ActivityExecution execution, Func<Activity, ActivityContext, ActivityResult> body, Stimulus? resumedBy = null, bool isStep = false)
    {
        var context = new ActivityContext(this, execution);
        var step = _steps.Value;
        var known = isStep ? Scope.KnownFaults.FirstOrDefault(f => f.Step == step) : null;
        ActivityResult result;
        try
        {
            if (known is not null) throw known.Cause;
            result = body(ActivityOf(execution.Plan), context);
            context.Commit();
        }
        catch (Exception fault) when (IsRecorded(fault))
        {
            if (known is null && context.TouchedWork && fault is not DomainException) throw new ReplayNeededException(new KnownFault(step, fault));
            Fault(execution, fault, resumedBy);
            return;
        }
        Settle(execution, result, context);
    }

    private bool IsRecorded(Exception fault) =>
        fault is not (CycleLimitException or ReplayNeededException or DefinitionNeededException) && !(fault is DomainException && Scope.PersonCommand);

    private Activity ActivityOf(NodePlan plan) =>
        plan.Descriptor is null ? throw new FlowException("UN-04", $"Steps of type {plan.Node.Type} are not known in this release.")
        : Scope.Registry.Find(plan.Descriptor.Type, plan.Descriptor.Version) ?? throw new FlowException("UN-04", $"Steps of type {plan.Node.Type} are not known in this release.");

    private void Settle(ActivityExecution execution, ActivityResult result, ActivityContext context)
    {
        if (context.Finishes) Finish(execution);
        else if (context.Breaks && LoopAround(execution) is { } loop) Break(execution, loop);
        else if (result.Outcomes is { } outcomes) Complete(execution, outcomes);
        else if (State.Bookmarks.Exists(b => b.ActivityInstanceId == execution.Id)) Record(execution, JournalEvent.Suspended);
    }

    // TR-05: the trigger completes at once, and only the first time it is reached.
    private Stimulus? TakeTrigger(NodePlan plan)
    {
        if (_triggerTaken || StartedBy is not { } trigger || trigger.Node != plan.Node) return null;
        _triggerTaken = true;
        return trigger.Stimulus;
    }

    private void CountStep()
    {
        if (++_steps.Value > NodeLimit) throw new CycleLimitException($"A cycle runs at most {NodeLimit} steps.");
    }
}
