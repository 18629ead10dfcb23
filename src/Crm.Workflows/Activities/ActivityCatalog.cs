using Crm.Workflows.Activities.Deals;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Activities.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities;

/// <summary>Every kind of step of this release.</summary>
public static class ActivityCatalog
{
    public static IReadOnlyList<Activity> All { get; } =
    [
        .. FlowActivities.All,
        new MoveDeal(), new CloseDeal(), new CheckGate(), new WaitForMove(), new CancelWork(),
        new WaitForTask(), new CreateTask(), new FollowUp(), new SendMessage(),
    ];

    public static ActivityRegistry Registry() => new(All);
}
