using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Raises an incident on purpose.</summary>
public sealed class Fault : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Fault")
    {
        Category = "Flow",
        DisplayName = "Fault",
        Inputs =
        [
            new("code", "String") { Default = "0" }, new("category", "String") { Default = "General" },
            new("faultType", "String") { Default = "System" }, new("message", "String"),
        ],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        throw new FlowException(context.Input<string>("code") ?? "0", context.Input<string>("message") ?? "The step raised a fault.");
}
