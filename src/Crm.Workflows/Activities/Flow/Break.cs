using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Ends the nearest loop around it: what else works inside is canceled, the loop is done. Outside a loop it changes nothing.</summary>
public sealed class Break : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Break") { Category = "Flow", DisplayName = "Break" };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.BreakLoop();
        return ActivityResult.Done();
    }
}
