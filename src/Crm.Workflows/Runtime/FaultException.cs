namespace Crm.Workflows.Runtime;

/// <summary>A test lets the work fail at this point.</summary>
public sealed class FaultException(string point) : Exception($"A fault was asked for at {point}.")
{
    public string Point { get; } = point;
}
