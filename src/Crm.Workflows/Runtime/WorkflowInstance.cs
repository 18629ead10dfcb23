using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>One run of a definition version for one subject, as it is stored: the document and the columns that are searched.</summary>
public sealed class WorkflowInstance : Entity
{
    private WorkflowInstance() { }

    public string DefinitionId { get; private set; } = "";
    public string DefinitionVersionId { get; private set; } = "";
    public int DefinitionVersion { get; private set; }
    public string? CorrelationId { get; private set; }
    public Guid? DealId { get; private set; }

    /// <summary>The run that started this one.</summary>
    public Guid? ParentInstanceId { get; private set; }
    public string? Name { get; private set; }
    public WorkflowStatus Status { get; private set; }
    public int OpenIncidents { get; private set; }
    public string Document { get; private set; } = "{}";
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Nothing can set it going again. One that a fault has stopped is neither open nor over.</summary>
    public bool IsOver => Status is WorkflowStatus.Finished or WorkflowStatus.Canceled;

    public bool IsOpen => Status is WorkflowStatus.Running or WorkflowStatus.Suspended;

    /// <summary>The one run that moves this open deal through its stages.</summary>
    public bool Leads(Deal deal) => deal is { IsOpen: true, ControlMode: ControlMode.Strict } && deal.WorkflowInstanceId == Id;

    public static WorkflowInstance Create(CycleResult started, Guid? dealId, Guid? createdBy = null)
    {
        var instance = new WorkflowInstance { Id = started.State.InstanceId, DealId = dealId, CreatedAt = started.State.CreatedAt, CreatedBy = createdBy };
        instance.Take(started);
        return instance;
    }

    /// <summary>Takes over what a cycle made of this instance.</summary>
    public void Apply(CycleResult result) => Take(result);

    public InstanceState ReadState() => InstanceState.Parse(Document);

    private void Take(CycleResult result)
    {
        var state = result.State;
        DefinitionId = state.DefinitionId;
        DefinitionVersionId = state.DefinitionVersionId;
        DefinitionVersion = state.DefinitionVersion;
        CorrelationId = state.CorrelationId;
        ParentInstanceId = state.ParentWorkflowInstanceId is { } parent ? Guid.Parse(parent) : null;
        Name = state.Name;
        Status = state.Status;
        OpenIncidents = state.Incidents.Count(i => i.IsOpen);
        Document = result.Document;
        UpdatedAt = state.UpdatedAt;
        FinishedAt = state.FinishedAt;
    }
}
