using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Completes the container around it with the given outcomes.</summary>
public sealed class Complete : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Complete")
    {
        Category = "Flow",
        DisplayName = "Complete",
        IsTerminal = true,
        DynamicOutcomes = true,
        Inputs = [new("outcomes", "Object") { Description = "A name or a list of names." }],
    };

    public override ActivityResult Execute(ActivityContext context) => context.Input("outcomes") switch
    {
        null => ActivityResult.Done(),
        JsonArray names => ActivityResult.Done(ValueReading.As<string[]>(names)!),
        var name => ActivityResult.Done(name.ToString()),
    };
}
