using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Names the instance.</summary>
public sealed class SetName : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetName")
    {
        Category = "Data",
        DisplayName = "Set name",
        Inputs = [new("value", "String")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.SetName(context.Input<string>("value"));
        return ActivityResult.Done();
    }
}
