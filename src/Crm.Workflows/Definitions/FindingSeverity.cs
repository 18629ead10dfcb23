namespace Crm.Workflows.Definitions;

public enum FindingSeverity
{
    Warning,
    Error,
}
