using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Completes the flowchart around it.</summary>
public sealed class End : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.End") { Category = "Flow", DisplayName = "End", IsTerminal = true };

    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done();
}
