using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Where a flowchart begins.</summary>
public sealed class Start : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Start") { Category = "Flow", DisplayName = "Start" };

    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done();
}
