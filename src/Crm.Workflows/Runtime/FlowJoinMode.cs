namespace Crm.Workflows.Runtime;

public enum FlowJoinMode
{
    WaitAny,
    WaitAll,
    WaitAllActive,
}
