using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Architecture.Tests.Violations.Steps;

internal sealed class LostStep : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Crm.Lost");

    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done();
}
