using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>The part for containers and joins.</summary>
public sealed partial class ActivityContext
{
    /// <summary>Direct children that have not completed, or wait in the queue.</summary>
    public bool HasOpenWork => _run.HasOpenWork(Execution);

    /// <summary>Puts a child at the end of the queue (FC-05).</summary>
    public void Schedule(ActivityNode child, JsonNode? tag = null, params DynamicVariable[] variables) =>
        _run.Schedule(Execution, child, tag, variables);

    /// <summary>Whether a child is a step that ends its container.</summary>
    public bool IsTerminal(ActivityNode child) => _run.Graph.PlanOf(child).Descriptor?.IsTerminal == true;

    public ActivityResult BeginFlow() => FlowRules.Of(_run, Execution).Begin();

    public ActivityResult FlowCompleted(ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        FlowRules.Of(_run, Execution).Completed(child, tag, outcomes);

    public ActivityResult FlowCanceled(ActivityNode child) => FlowRules.Of(_run, Execution).Canceled(child);

    /// <summary>Whether a connection leaves this node by the outcome.</summary>
    public bool IsConnected(string outcome) =>
        Execution.Parent?.Plan.Flowchart is { } flow && flow.Outbound[flow.PositionOf(Node.Id)].Any(c => c.Port == outcome);

    /// <summary>Cancels what still works on the way to this node of a flowchart.</summary>
    public void CancelForwardAncestors()
    {
        if (Execution.Parent is { Plan.Flowchart: not null } flowchart) FlowRules.Of(_run, flowchart).CancelAncestors(Node);
    }

    /// <summary>Cancels what works or is queued directly below this node, with all below it; this node is not told.</summary>
    public void CancelChildren() => _run.CancelChildren(Execution);

    /// <summary>Steps of this run that wait for these tasks, which nobody will do any more, leave by Canceled; without that exit they are canceled.</summary>
    public void LeaveTasks(IReadOnlyCollection<Guid> canceled) => _run.Leave(
        wait => wait.Name is Stimuli.WaitForTask or Stimuli.RunTask && canceled.Contains(Stimuli.TaskOf(wait)), Outcome.Canceled);

    /// <summary>Cancels every open run of nodes that match, wherever they are, except this one; their paths die.</summary>
    public int CancelNodes(Func<ActivityNode, bool> match) => _run.CancelWhere(e => e != Execution && match(e.Plan.Node));
}
