namespace Crm.Workflows.Runtime;

/// <summary>Where one run of a node stands; the names are the ones of the wire.</summary>
public enum NodeStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}
