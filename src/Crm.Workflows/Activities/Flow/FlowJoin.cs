using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Branches come together; when it is time is decided by the flowchart from the mode.</summary>
public sealed class FlowJoin : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowJoin")
    {
        Category = "Flow",
        DisplayName = "Join",
        Inputs = [new("mode", "String") { Default = nameof(FlowJoinMode.WaitAny), Options = Enum.GetNames<FlowJoinMode>() }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.CancelForwardAncestors();
        return ActivityResult.Done();
    }
}
