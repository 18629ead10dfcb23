using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Gives an output of the definition it belongs to.</summary>
public sealed class SetOutput : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetOutput")
    {
        Category = "Data",
        DisplayName = "Set output",
        Inputs = [new("outputName", "String") { Required = true }, new("outputValue", "Object")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.SetDefinitionOutput(context.Input<string>("outputName") ?? "", context.Input("outputValue"));
        return ActivityResult.Done();
    }
}
