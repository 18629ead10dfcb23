using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>A line in the journal.</summary>
public sealed class WriteLine : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.WriteLine")
    {
        Category = "Data",
        DisplayName = "Write line",
        Inputs = [new("text", "String")],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.Journal(context.Input<string>("text") ?? "");
        return ActivityResult.Done();
    }
}
