using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Runtime;

/// <summary>Journal, bookmarks, effects, incidents, and the result of the cycle.</summary>
internal sealed partial class CycleRun
{
    private readonly List<JournalEntry> _journal = [];
    private readonly List<Bookmark> _created = [];
    private readonly List<Bookmark> _burned = [];
    private readonly List<OutboxEffect> _effects = [];
    private readonly List<Incident> _incidents = [];

    public JournalEntry Record(ActivityExecution execution, string eventName, string? message = null) =>
        Record(execution.Plan, execution.Id, execution.ParentContextId, eventName, message);

    public JournalEntry Record(NodePlan plan, string? executionId, string? parentId, string eventName, string? message = null)
    {
        var entry = new JournalEntry
        {
            WorkflowInstanceId = InstanceId,
            Sequence = State.ExecutionLogSequence++,
            Timestamp = Scope.Now,
            WorkflowDefinitionId = State.DefinitionId,
            WorkflowDefinitionVersionId = State.DefinitionVersionId,
            WorkflowVersion = State.DefinitionVersion,
            ActivityInstanceId = executionId,
            ParentActivityInstanceId = parentId,
            ActivityId = plan.Node.Id,
            ActivityNodeId = plan.Node.NodeId,
            ActivityType = plan.Node.Type,
            ActivityTypeVersion = plan.Node.Version,
            ActivityName = plan.Node.Name,
            EventName = eventName,
            Message = message,
        };
        _journal.Add(entry);
        return entry;
    }

    public void Keep(List<Bookmark> created, List<OutboxEffect> raised)
    {
        State.Bookmarks.AddRange(created);
        _created.AddRange(created);
        _effects.AddRange(raised);
    }

    public void Burn(Predicate<Bookmark> which)
    {
        foreach (var bookmark in State.Bookmarks.FindAll(which))
        {
            State.Bookmarks.Remove(bookmark);
            if (!_created.Remove(bookmark)) _burned.Add(bookmark);
        }
    }

    /// <summary>The state is an earlier one of the instance: its waits take the place of the present ones.</summary>
    public void TakeOver(InstanceState present)
    {
        var undone = State.ExecutionLogSequence;
        State.ExecutionLogSequence = present.ExecutionLogSequence;
        _created.AddRange(State.Bookmarks.Where(b => !present.Bookmarks.Exists(p => p.Id == b.Id)));
        _burned.AddRange(present.Bookmarks.Where(p => !State.Bookmarks.Exists(b => b.Id == p.Id)));
        Record(Graph.Outermost, State.ActivityExecutionContexts.FirstOrDefault()?.Id, null, JournalEvent.Undone)
            .Payload = new JsonObject { ["From"] = undone }.ToJsonString();
    }

    public CycleResult Result()
    {
        var strategyStops = !ContinuesWithIncidents() && State.ActivityExecutionContexts.Exists(e => e.Status == NodeStatus.Faulted);
        if (strategyStops) Stop();
        return Result(IsFinished ? WorkflowStatus.Finished : strategyStops ? WorkflowStatus.Faulted : WorkflowStatus.Suspended);
    }

    /// <summary>The fault is resolved: what was waited for is waited for again.</summary>
    public void WaitAgain()
    {
        var waits = State.StoppedWaits.FindAll(b => Find(b.ActivityInstanceId) is { Status: NodeStatus.Running });
        State.StoppedWaits = [];
        State.Bookmarks.AddRange(waits);
        _created.AddRange(waits);
    }

    public CycleResult Result(WorkflowStatus status)
    {
        State.Become(status);
        State.IsExecuting = false;
        State.UpdatedAt = Scope.Now;
        State.FinishedAt = status is WorkflowStatus.Suspended or WorkflowStatus.Running ? null : State.FinishedAt ?? Scope.Now;
        foreach (var execution in State.ActivityExecutionContexts) execution.Flow?.Save(execution.Bag);
        TellParent(status);
        var document = State.ToJson();
        if (document.Length > DocumentLimit) throw new CycleLimitException("An instance document holds at most 1 MiB.");
        return new CycleResult
        {
            State = State,
            Document = document,
            Status = status,
            NewBookmarks = _created,
            BurnedBookmarks = _burned,
            Journal = _journal,
            Effects = _effects,
            NewIncidents = _incidents,
            CorrelationChanged = CorrelationChanged,
            Children = _children,
            CanceledChildren = _canceledChildren,
        };
    }

    /// <summary>CC-04: the state as it was, with the incident.</summary>
    public CycleResult RolledBack(string message)
    {
        var incident = new Incident
        {
            ActivityId = Graph.Outermost.Node.Id,
            ActivityNodeId = Graph.Outermost.Node.NodeId,
            ActivityType = Graph.Outermost.Node.Type,
            ActivityInstanceId = State.ActivityExecutionContexts.FirstOrDefault()?.Id ?? "",
            Code = InstanceState.CycleLimit,
            Message = message,
            Timestamp = Scope.Now,
        };
        State.Incidents.Add(incident);
        _incidents.Add(incident);
        Record(Graph.Outermost, incident.ActivityInstanceId, null, JournalEvent.Faulted, message);
        return Result(State.ActivityExecutionContexts.Count == 0 ? WorkflowStatus.Faulted : State.Status == WorkflowStatus.Running ? WorkflowStatus.Suspended : State.Status)
            with
        { IsRolledBack = true };
    }

    private void Fault(ActivityExecution execution, Exception fault, Stimulus? resumedBy)
    {
        if (resumedBy is not null)
            execution.Bag["crm:resumed"] = new JsonObject { ["name"] = resumedBy.Name, ["input"] = resumedBy.Input?.DeepClone() };
        execution.Status = NodeStatus.Faulted;
        for (var at = execution; at is not null; at = at.Parent) at.FaultCount++;
        var incident = new Incident
        {
            ActivityId = execution.Plan.Node.Id,
            ActivityNodeId = execution.Plan.Node.NodeId,
            ActivityInstanceId = execution.Id,
            ActivityType = execution.Plan.Node.Type,
            Message = Short(fault.Message),
            Code = CodeOf(fault),
            Timestamp = Scope.Now,
            Exception = IncidentFault.From(fault),
        };
        State.Incidents.Add(incident);
        _incidents.Add(incident);
        Record(execution, JournalEvent.Faulted, incident.Message);
    }

    /// <summary>IC-02: nothing reaches the run until somebody resolves the fault. What its other branches wait for is kept aside until then.</summary>
    private void Stop()
    {
        State.StoppedWaits = State.Bookmarks;
        Burn(_ => true);
    }

    // IC-02 and IC-03.
    private bool ContinuesWithIncidents() =>
        Graph.Definition.Options["incidentStrategyType"]?.ToString() is { Length: > 0 } named
            ? named.Contains("ContinueWithIncidents", StringComparison.Ordinal)
            : Graph.DrivesDeal;

    private static string CodeOf(Exception fault) => fault switch
    {
        DomainException refused => refused.Code,
        ExpressionException expression => expression.Code,
        FlowException flow => flow.Code,
        _ => "FAULT",
    };

    private static string Short(string message) => message.Length <= 500 ? message : message[..500];
}
