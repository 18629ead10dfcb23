using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Ends the whole instance.</summary>
public sealed class Finish : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Finish") { Category = "Flow", DisplayName = "Finish", IsTerminal = true };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.FinishInstance();
        return ActivityResult.Done();
    }
}
