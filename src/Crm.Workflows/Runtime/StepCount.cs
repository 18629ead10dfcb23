namespace Crm.Workflows.Runtime;

/// <summary>How many nodes have run in a cycle, those of the runs it started included.</summary>
internal sealed class StepCount
{
    public int Value { get; set; }
}
