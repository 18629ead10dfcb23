using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>
/// Ends the nearest loop around it that goes round by round: what else works inside is canceled, the loop is done. It ends its container
/// (FC-06), so without such a loop the flowchart or sequence around it is done.
/// </summary>
public sealed class Break : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Break") { Category = "Flow", DisplayName = "Break", IsTerminal = true };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.BreakLoop();
        return ActivityResult.Done();
    }
}
