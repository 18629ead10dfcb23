using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>Fails in every odd minute, after it has begun to work: another try later is worth it.</summary>
internal sealed class Unsteady : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Test.Unsteady") { Outcomes = ["Done"] };

    public override ActivityResult Execute(ActivityContext context)
    {
        context.RequireWork().CancelTask(Guid.Empty);
        context.Journal("tried");
        return context.Now.Minute % 2 == 0 ? ActivityResult.Done() : throw new InvalidDataException("An odd minute.");
    }
}
