using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities;

internal static class WorkOfContext
{
    /// <summary>The deal of the run; a definition that uses deal steps without a deal stops with an incident.</summary>
    public static DealWork RequireWork(this ActivityContext context) =>
        context.Work ?? throw new InvalidOperationException("This step needs a deal.");
}
