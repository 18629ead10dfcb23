using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Sets the correlation id of the instance.</summary>
public sealed class Correlate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Correlate")
    {
        Category = "Data",
        DisplayName = "Correlate",
        Inputs = [new("correlationId", "String") { Required = true }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.Correlate(context.Input<string>("correlationId"));
        return ActivityResult.Done();
    }
}
