namespace Crm.Workflows.Runtime;

/// <summary>A flow was led where its rules do not allow it; recorded as an incident with this code.</summary>
public sealed class FlowException(string code, string message) : Exception(message)
{
    public string Code => code;
}
